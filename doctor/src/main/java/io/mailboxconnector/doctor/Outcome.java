package io.mailboxconnector.doctor;

import java.util.Optional;

/**
 * What became of a step.
 *
 * @param step the name of the step
 * @param found what the next steps work with; empty when the step failed or was skipped
 * @param <T> the type of it
 */
record Outcome<T>(String step, Optional<T> found) {

    boolean isOk() {
        return found.isPresent();
    }

    /**
     * What the step found.
     *
     * @throws java.util.NoSuchElementException when it failed or was skipped: a step that asks must name this one as needed
     */
    T get() {
        return found.orElseThrow();
    }
}
