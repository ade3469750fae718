/** How a test says that it needs the real mail servers. */
@NullMarked
package io.mailboxconnector.it.lab.junit;

import org.jspecify.annotations.NullMarked;
