/** Commands about logging in: passwords, second factors and tokens. */
@NullMarked
package io.keyholder.commandline.login;

import org.jspecify.annotations.NullMarked;
