package io.github.homeexporter.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** An answer's body that fails where it gets too long. */
final class BoundedBody extends HttpEntityWrapper {
    /** In bytes, after decompression. A tree of JSON takes some twenty times that. */
    static final int LONGEST = (int) Math.min(2 << 20, Runtime.getRuntime().maxMemory() / 96);

    private final Runnable hangUp;
    private final WholeAnswer deadline;

    /** @param hangUp ends the connection: to close it politely, the client would read the rest */
    BoundedBody(HttpEntity entity, Runnable hangUp, WholeAnswer deadline) {
        super(entity);
        this.hangUp = hangUp;
        this.deadline = deadline;
    }

    @Override
    public void close() throws IOException {
        deadline.over();
        super.close();
    }

    @Override
    public InputStream getContent() throws IOException {
        InputStream content = super.getContent();
        return content == null ? null : new Counted(content);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream content = getContent()) {
            if (content != null) {
                content.transferTo(out);
            }
        }
    }

    private final class Counted extends FilterInputStream {
        private int left = LONGEST;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read;
            try {
                read = super.read(into, offset, length);
            } catch (IOException e) {
                deadline.over();
                throw deadline.why(e);
            }
            if (read < 0) {
                deadline.over();
            }
            left -= Math.max(0, read);
            if (left < 0) {
                deadline.over();
                hangUp.run();
                throw new IOException("the answer is longer than " + (LONGEST >> 10) + " KiB; not read on");
            }
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            return read(new byte[(int) Math.min(bytes, 4096)]);
        }

        @Override
        public void close() throws IOException {
            deadline.over();
            super.close();
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    /**
     * A deadline for a whole answer. The client knows only ones between two bytes: with a byte now and then, or interim answers without
     * end, one exchange would last for ever.
     */
    static final class WholeAnswer {
        /** From the question to the end of the head, and from there to the end of the body. */
        static final int LONGEST_SECONDS = 60;

        private final long millis;
        private final ScheduledFuture<?> hangingUp;
        private volatile boolean late;

        /**
         * @param millis at least, as the route has it
         * @param hangUp ends the connection; again and again, since a client may try once more
         */
        WholeAnswer(ScheduledExecutorService timer, long millis, Runnable hangUp) {
            this.millis = millis;
            this.hangingUp = timer.scheduleWithFixedDelay(
                    () -> {
                        late = true;
                        hangUp.run();
                    },
                    millis,
                    1_000,
                    TimeUnit.MILLISECONDS);
        }

        /** Nothing more is waited for. */
        void over() {
            hangingUp.cancel(false);
        }

        /** As it is to be said. */
        IOException why(IOException failure) {
            return late
                    ? (IOException)
                            new InterruptedIOException("no whole answer within " + millis + " ms").initCause(failure)
                    : failure;
        }
    }
}
