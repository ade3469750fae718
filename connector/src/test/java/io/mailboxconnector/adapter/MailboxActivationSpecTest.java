package io.mailboxconnector.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.InvalidPropertyException;
import java.beans.PropertyDescriptor;
import org.junit.jupiter.api.Test;

class MailboxActivationSpecTest {

    private final MailboxActivationSpec spec = new MailboxActivationSpec();

    @Test
    void namesAllFaultyPropertiesAtOnce() {
        spec.setMailbox("nobody");
        spec.setPassword("s3cret");
        spec.setImapHost("mail.contoso.example");
        spec.setMaxConcurrency("many");
        spec.setAfterDelivery("moves:Done");

        InvalidPropertyException invalid = catchThrowableOfType(InvalidPropertyException.class, spec::validate);

        assertThat(invalid.getInvalidPropertyDescriptors())
                .extracting(PropertyDescriptor::getName)
                .containsExactly("mailbox", "afterDelivery", "maxConcurrency");
        assertThat(invalid)
                .hasMessageStartingWith("MBX10001: ")
                .hasMessageContainingAll("mailbox = 'nobody'", "perhaps 'move' was meant", "maxConcurrency = 'many'")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void acceptsALookupAlone() {
        spec.setConnectionFactoryLookup("java:/eis/Mailbox");

        assertThatCode(spec::validate).doesNotThrowAnyException();
        assertThat(spec.toSettings().folder()).isEqualTo("INBOX");
    }

    @Test
    void anEmptyTextMeansTheDefault() {
        spec.setConnectionFactoryLookup("java:/eis/Mailbox");
        spec.setBatchSize("");
        spec.setFolder(null);

        assertThat(spec.toSettings().batchSize()).isEqualTo(50);
        assertThat(spec.toSettings().folder()).isEqualTo("INBOX");
    }

    @Test
    void isComparedByIdentity() {
        assertThat(spec).isNotEqualTo(new MailboxActivationSpec());
    }

    @Test
    void belongsToOneAdapter() throws ResourceException {
        MailboxResourceAdapter adapter = new MailboxResourceAdapter();
        spec.setResourceAdapter(adapter);
        spec.setResourceAdapter(adapter);

        assertThat(spec.getResourceAdapter()).isSameAs(adapter);
        assertThatThrownBy(() -> spec.setResourceAdapter(new MailboxResourceAdapter()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("MBX20001");
    }

    @Test
    void printsWhatDiffersFromTheDefaultsWithoutSecrets() {
        spec.setMailbox("a@b.example");
        spec.setPassword("s3cret");
        spec.setFolder("INBOX");

        assertThat(spec).hasToString("MailboxActivationSpec{mailbox=a@b.example, password=********}");
    }
}
