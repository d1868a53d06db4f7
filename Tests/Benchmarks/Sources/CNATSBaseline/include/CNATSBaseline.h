#ifndef C_NATS_BASELINE_H
#define C_NATS_BASELINE_H

// What a C program does with libnats alone, on two connections as two processes would have: what Catga's rows stand beside.
// Each function returns seconds, or a negative number where something failed.

typedef enum {
    NATS_BASELINE_GATHERING = 0, // libnats' default: writes about once a millisecond
    NATS_BASELINE_AT_ONCE = 1,   // natsOptions_SetSendAsap
} nats_baseline_mode;

double nats_baseline_publish(const char *url, nats_baseline_mode mode, int count, int size);
double nats_baseline_publish_subscribe(const char *url, nats_baseline_mode mode, int count, int size);
/// `nanoseconds` has room for the time of every request.
double nats_baseline_request(
    const char *url, nats_baseline_mode mode, int in_flight, int count, int size, double *nanoseconds);
/// Publishes to the stream "baseline", which it makes anew, in a window of so many.
double nats_baseline_store(const char *url, nats_baseline_mode mode, int window, int count, int size);
/// Consumes and acknowledges what `nats_baseline_store` left, with a durable pull consumer in batches.
double nats_baseline_consume(const char *url, nats_baseline_mode mode, int batch, int count);

#endif
