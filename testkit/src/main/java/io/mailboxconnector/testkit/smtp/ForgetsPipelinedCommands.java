package io.mailboxconnector.testkit.smtp;

/** Offers {@code PIPELINING}, but throws away what arrives together with a command. */
public record ForgetsPipelinedCommands() implements Misbehaviour {

    @Override
    public boolean forgetsPipelined() {
        return true;
    }
}
