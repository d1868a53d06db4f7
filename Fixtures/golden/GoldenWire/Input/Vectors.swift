public import Catga

// The types of `Fixtures/wire/memorypack`, members in the order of the .NET classes. Their DateTime members stay the
// 64 bits that travel.

public struct FlowState: Payload, Equatable {
    public var id: String
    public var type: String
    public var status: UInt8
    public var step: Int32
    public var version: Int64
    public var owner: String?
    public var heartbeatAt: Int64
    public var data: [UInt8]?
    public var error: String?
}

public struct OutboxMessage: Payload, Equatable {
    public var messageID: Int64
    public var messageType: String
    public var payload: [UInt8]
    public var createdAt: Int64
    public var hasPublishedAt: Bool
    public var publishedAt: Int64
    public var retryCount: Int32
    public var maxRetries: Int32
    public var lastError: String?
    public var status: UInt8
    public var hasCorrelationID: Bool
    public var correlationID: Int64
    public var metadata: String?
}

public struct StoredSnapshotMetadata: Payload, Equatable {
    public var flowID: String
    public var stateType: String
    public var status: UInt8
    public var createdAt: Int64
    public var updatedAt: Int64
    public var version: Int32
}

public struct NatsStoredSnapshot: Payload, Equatable {
    public var streamID: String
    public var version: Int64
    public var timestamp: Int64
    public var aggregateType: String
    public var state: [UInt8]?
}
