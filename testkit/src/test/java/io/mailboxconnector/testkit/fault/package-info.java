/** The proxy does what it is told. */
@NullMarked
package io.mailboxconnector.testkit.fault;

import org.jspecify.annotations.NullMarked;
