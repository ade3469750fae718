/** The examples of the developer's guide, as code that is compiled and run. */
@NullMarked
package io.mailboxconnector.docs;

import org.jspecify.annotations.NullMarked;
