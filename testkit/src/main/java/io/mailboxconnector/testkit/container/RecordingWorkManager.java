package io.mailboxconnector.testkit.container;

import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Runs each work on a thread of its own, and records when. */
final class RecordingWorkManager implements WorkManager {

    private final Executor threads;
    private final Consumer<ContainerEvent> timeline;

    RecordingWorkManager(Executor threads, Consumer<ContainerEvent> timeline) {
        this.threads = threads;
        this.timeline = timeline;
    }

    @Override
    public void scheduleWork(Work work) {
        timeline.accept(ContainerEvent.WORK_SCHEDULED);
        threads.execute(() -> run(work));
    }

    private void run(Work work) {
        timeline.accept(ContainerEvent.WORK_STARTED);
        try {
            work.run();
        } finally {
            timeline.accept(ContainerEvent.WORK_COMPLETED);
        }
    }

    @Override
    public void scheduleWork(Work work, long timeout, ExecutionContext context, WorkListener listener) {
        scheduleWork(work);
    }

    @Override
    public long startWork(Work work) throws WorkException {
        throw new WorkException("not used");
    }

    @Override
    public long startWork(Work work, long timeout, ExecutionContext context, WorkListener listener)
            throws WorkException {
        throw new WorkException("not used");
    }

    @Override
    public void doWork(Work work) throws WorkException {
        throw new WorkException("not used");
    }

    @Override
    public void doWork(Work work, long timeout, ExecutionContext context, WorkListener listener) throws WorkException {
        throw new WorkException("not used");
    }
}
