/**
 * Tests that run inside the server, with the adapter in their own enterprise archive.
 *
 * <p>Arrows: the test class needs nothing that stays outside; {@code InContainerArchive} does and stays outside.
 *
 * @since 0.1
 */
package io.mailboxconnector.it.container;
