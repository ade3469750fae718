package io.mailboxconnector.smtp;

import java.io.OutputStream;

/** Counts what is written and notes whether it has octets beyond US-ASCII; keeps nothing. For one thread. */
final class MeasuringStream extends OutputStream {

    private long size;
    private boolean eightBit;

    @Override
    public void write(int b) {
        size++;
        eightBit |= (byte) b < 0;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    long size() {
        return size;
    }

    boolean isEightBit() {
        return eightBit;
    }
}
