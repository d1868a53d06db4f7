import CNATS
import Foundation

/// The reasons in the dead-letter stream, read with libnats' own functions rather than with what is tested.
func deadLetterReasons(_ url: String, prefix: String = "catga") async throws -> [String] {
    var connection: OpaquePointer?
    var options: OpaquePointer?
    guard natsOptions_Create(&options) == NATS_OK, natsOptions_SetURL(options, url) == NATS_OK,
        natsConnection_Connect(&connection, options) == NATS_OK
    else { return [] }
    defer {
        natsConnection_Destroy(connection)
        natsOptions_Destroy(options)
    }
    var context: OpaquePointer?
    guard natsConnection_JetStream(&context, connection, nil) == NATS_OK else { return [] }
    defer { jsCtx_Destroy(context) }
    var reasons: [String] = []
    for sequence in 1...100 {
        var message: OpaquePointer?
        guard js_GetMsg(&message, context, "\(prefix)-dead", UInt64(sequence), nil, nil) == NATS_OK else { break }
        defer { natsMsg_Destroy(message) }
        var reason: UnsafePointer<CChar>?
        if natsMsgHeader_Get(message, "Catga-Reason", &reason) == NATS_OK, let reason {
            reasons.append(String(cString: reason))
        }
    }
    return reasons
}
