#include "CNATSBaseline.h"
#include <nats/nats.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// Subjects are as long as Catga's own for the same message: the server reads them a byte at a time, which it feels. Who hears and
// who answers is one of a group, as a node is one of its service.

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static natsConnection *connected(const char *url, nats_baseline_mode mode) {
    natsOptions *options = NULL;
    natsConnection *connection = NULL;
    natsOptions_Create(&options);
    natsOptions_SetURL(options, url);
    natsOptions_SetSendAsap(options, mode == NATS_BASELINE_AT_ONCE);
    natsStatus status = natsConnection_Connect(&connection, options);
    natsOptions_Destroy(options);
    return status == NATS_OK ? connection : NULL;
}

static void wait_for(atomic_int *counter, int count) {
    for (int turn = 0; turn < 600000 && atomic_load(counter) < count; turn++) usleep(100);
}

// MARK: Publish

double nats_baseline_publish(const char *url, nats_baseline_mode mode, int count, int size) {
    natsConnection *connection = connected(url, mode);
    if (!connection) return -1;
    char *data = calloc(1, (size_t)size);
    double start = now();
    for (int turn = 0; turn < count; turn++) natsConnection_Publish(connection, "plain.events.Muttered", data, size);
    double seconds = now() - start;
    natsConnection_Flush(connection);
    free(data);
    natsConnection_Destroy(connection);
    return seconds;
}

// As a handler does that takes the value: bytes that nobody looked at never come to the processor that hears the message.
static void read_message(natsMsg *message) {
    char value[256];
    int size = natsMsg_GetDataLength(message);
    memcpy(value, natsMsg_GetData(message), (size_t)size < sizeof value ? (size_t)size : sizeof value);
    __asm__ volatile("" : : "r"(value) : "memory");
}

static void count_message(natsConnection *connection, natsSubscription *subscription, natsMsg *message, void *closure) {
    read_message(message);
    atomic_fetch_add((atomic_int *)closure, 1);
    natsMsg_Destroy(message);
}

double nats_baseline_publish_subscribe(const char *url, nats_baseline_mode mode, int count, int size) {
    natsConnection *publisher = connected(url, mode), *subscriber = connected(url, mode);
    if (!publisher || !subscriber) return -1;
    atomic_int heard = 0;
    natsSubscription *subscription = NULL;
    natsConnection_QueueSubscribe(&subscription, subscriber, "plain.events.Said", "group", count_message, &heard);
    natsSubscription_SetPendingLimits(subscription, -1, -1);
    natsConnection_Flush(subscriber);
    char *data = calloc(1, (size_t)size);
    double start = now();
    for (int turn = 0; turn < count; turn++) natsConnection_Publish(publisher, "plain.events.Said", data, size);
    wait_for(&heard, count);
    double seconds = now() - start;
    free(data);
    natsSubscription_Drain(subscription);
    natsSubscription_WaitForDrainCompletion(subscription, 5000);
    natsSubscription_Destroy(subscription);
    natsConnection_Destroy(publisher);
    natsConnection_Destroy(subscriber);
    return atomic_load(&heard) == count ? seconds : -1;
}

// MARK: Request

typedef struct {
    natsConnection *connection;
    natsInbox *inbox;
    char *data;
    int size, count;
    atomic_int sent, answered;
    double *starts, *nanoseconds;
} requests;

static void answer(natsConnection *connection, natsSubscription *subscription, natsMsg *message, void *closure) {
    natsConnection_Publish(
        connection, natsMsg_GetReply(message), natsMsg_GetData(message), natsMsg_GetDataLength(message));
    natsMsg_Destroy(message);
}

static void ask(requests *all) {
    int number = atomic_fetch_add(&all->sent, 1);
    if (number >= all->count) return;
    char reply[96];
    snprintf(reply, sizeof reply, "%s.%d", all->inbox, number);
    all->starts[number] = now();
    natsConnection_PublishRequest(all->connection, "plain.req.Ask", reply, all->data, all->size);
}

static void answered(natsConnection *connection, natsSubscription *subscription, natsMsg *message, void *closure) {
    requests *all = closure;
    int number = atoi(strrchr(natsMsg_GetSubject(message), '.') + 1);
    read_message(message);
    natsMsg_Destroy(message);
    all->nanoseconds[number] = (now() - all->starts[number]) * 1e9;
    atomic_fetch_add(&all->answered, 1);
    ask(all);
}

double nats_baseline_request(
    const char *url, nats_baseline_mode mode, int in_flight, int count, int size, double *nanoseconds) {
    natsConnection *client = connected(url, mode), *server = connected(url, mode);
    if (!client || !server) return -1;
    requests all = {.connection = client, .size = size, .count = count, .nanoseconds = nanoseconds};
    all.data = calloc(1, (size_t)size);
    all.starts = calloc((size_t)count, sizeof(double));
    natsInbox_Create(&all.inbox);
    char wildcard[96];
    snprintf(wildcard, sizeof wildcard, "%s.*", all.inbox);
    natsSubscription *answering = NULL, *hearing = NULL;
    natsConnection_QueueSubscribe(&answering, server, "plain.req.Ask", "group", answer, NULL);
    natsConnection_Subscribe(&hearing, client, wildcard, answered, &all);
    natsConnection_Flush(server);
    natsConnection_Flush(client);
    double start = now();
    for (int turn = 0; turn < in_flight; turn++) ask(&all);
    wait_for(&all.answered, count);
    double seconds = now() - start;
    natsSubscription *both[] = {answering, hearing};
    for (int turn = 0; turn < 2; turn++) {
        natsSubscription_Drain(both[turn]);
        natsSubscription_WaitForDrainCompletion(both[turn], 5000);
        natsSubscription_Destroy(both[turn]);
    }
    natsConnection_Destroy(client);
    natsConnection_Destroy(server);
    natsInbox_Destroy(all.inbox);
    free(all.data);
    free(all.starts);
    return atomic_load(&all.answered) == count ? seconds : -1;
}

// MARK: JetStream

double nats_baseline_store(const char *url, nats_baseline_mode mode, int window, int count, int size) {
    natsConnection *connection = connected(url, mode);
    if (!connection) return -1;
    jsOptions options;
    jsOptions_Init(&options);
    options.PublishAsync.MaxPending = window;
    options.PublishAsync.StallWait = 60000;
    jsCtx *context = NULL;
    natsConnection_JetStream(&context, connection, &options);
    jsStreamConfig stream;
    jsStreamConfig_Init(&stream);
    const char *subjects[] = {"plain.stored.events.>"};
    stream.Name = "baseline";
    stream.Subjects = subjects;
    stream.SubjectsLen = 1;
    // As Catga's: kept until those who listen have handled it.
    stream.Retention = js_InterestPolicy;
    if (js_AddStream(NULL, context, &stream, NULL, NULL) != NATS_OK) return -1;
    jsConsumerConfig consumer;
    jsConsumerConfig_Init(&consumer);
    consumer.Durable = "baseline";
    consumer.AckPolicy = js_AckExplicit;
    consumer.FilterSubject = "plain.stored.events.Kept";
    consumer.MaxAckPending = 20000;
    if (js_AddConsumer(NULL, context, "baseline", &consumer, NULL, NULL) != NATS_OK) return -1;
    char *data = calloc(1, (size_t)size);
    jsPubOptions publish;
    jsPubOptions_Init(&publish);
    char id[32];
    double start = now();
    unsigned long long first = (unsigned long long)(start * 1e9);
    for (int turn = 0; turn < count; turn++) {
        // With an id as Catga's messages have, by which the server recognizes one that comes again.
        snprintf(id, sizeof id, "%016llx", first + (unsigned long long)turn);
        publish.MsgId = id;
        js_PublishAsync(context, "plain.stored.events.Kept", data, size, &publish);
    }
    jsPubOptions wait;
    jsPubOptions_Init(&wait);
    wait.MaxWait = 60000;
    natsStatus status = js_PublishAsyncComplete(context, &wait);
    double seconds = now() - start;
    free(data);
    jsCtx_Destroy(context);
    natsConnection_Destroy(connection);
    return status == NATS_OK ? seconds : -1;
}

double nats_baseline_consume(const char *url, nats_baseline_mode mode, int batch, int count) {
    natsConnection *connection = connected(url, mode);
    if (!connection) return -1;
    jsCtx *context = NULL;
    natsConnection_JetStream(&context, connection, NULL);
    jsSubOptions options;
    jsSubOptions_Init(&options);
    options.Config.AckPolicy = js_AckExplicit;
    options.Config.MaxAckPending = 20000;
    natsSubscription *subscription = NULL;
    if (js_PullSubscribe(&subscription, context, "plain.stored.events.Kept", "baseline", NULL, &options, NULL) != NATS_OK) return -1;
    int taken = 0;
    double start = now();
    while (taken < count) {
        natsMsgList list;
        if (natsSubscription_Fetch(&list, subscription, batch, 5000, NULL) != NATS_OK) break;
        for (int turn = 0; turn < list.Count; turn++) {
            read_message(list.Msgs[turn]);
            natsMsg_Ack(list.Msgs[turn], NULL);
        }
        taken += list.Count;
        natsMsgList_Destroy(&list);
    }
    natsConnection_Flush(connection);
    double seconds = now() - start;
    natsSubscription_Unsubscribe(subscription);
    natsSubscription_Destroy(subscription);
    jsCtx_Destroy(context);
    natsConnection_Destroy(connection);
    return taken >= count ? seconds : -1;
}
