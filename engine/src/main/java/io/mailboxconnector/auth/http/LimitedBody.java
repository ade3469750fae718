package io.mailboxconnector.auth.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP body as text, up to a limit: a longer one fails with an {@link IOException}, without being read to its end.
 *
 * <p>One per answer; called by one thread at a time, as the rules of {@link Flow} demand.
 */
final class LimitedBody implements BodySubscriber<String> {

    private final BodySubscriber<String> text = BodySubscribers.ofString(StandardCharsets.UTF_8);
    private final long limit;
    private long seen;
    private boolean over;
    private Flow.@Nullable Subscription subscription;

    LimitedBody(long limit) {
        this.limit = limit;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        text.onSubscribe(newSubscription);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        if (over) {
            return;
        }
        seen += part.stream().mapToLong(ByteBuffer::remaining).sum();
        if (seen <= limit) {
            text.onNext(part);
            return;
        }
        over = true;
        if (subscription != null) {
            subscription.cancel();
        }
        text.onError(new IOException("The answer is longer than " + limit + " bytes"));
    }

    @Override
    public void onError(Throwable failure) {
        if (!over) {
            text.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (!over) {
            text.onComplete();
        }
    }

    @Override
    public CompletionStage<String> getBody() {
        return text.getBody();
    }
}
