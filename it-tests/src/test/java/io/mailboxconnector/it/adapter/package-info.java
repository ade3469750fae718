/**
 * The connector on an application server, seen from outside: deployed by an administrator, used by an application, with a mail server
 * that comes and goes.
 *
 * @since 0.1
 */
package io.mailboxconnector.it.adapter;
