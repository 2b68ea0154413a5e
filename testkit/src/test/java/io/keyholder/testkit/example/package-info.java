/** The example of docs/write-an-adapter.md: an adapter as one writes it first, and what the kit has to say about it. */
package io.keyholder.testkit.example;
