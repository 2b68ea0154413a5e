/** Logging in over HTTP: the chain of filters, its pages, and the check of each running login. */
@NullMarked
package io.keyholder.springboot.security.web;

import org.jspecify.annotations.NullMarked;
