/// A value with a wire form: the generator writes its encoder and decoder.
///
/// A payload is a struct whose stored properties are themselves encodable, or an enum with a fixed-width integer raw
/// value. The protocol is a marker: nothing is ever called through it.
public protocol Payload: Sendable {}

/// A request that changes something. Exactly one handler answers it.
///
/// ```swift
/// struct PlaceOrder: Command {
///     typealias Reply = OrderReceipt
///     var customerID: UInt64
/// }
/// ```
public protocol Command: Payload {
    /// What the handler returns; `Void` where nothing is declared.
    associatedtype Reply: Sendable = Void
}

/// A request that reads something. Exactly one handler answers it, and it may be asked again without harm.
public protocol Query: Payload {
    /// What the handler returns; `Void` where nothing is declared.
    associatedtype Reply: Sendable = Void
}

/// Something that has happened. Any number of handlers hear of it, at most once each.
public protocol Event: Payload {}

/// Something that has happened and must not be missed: a handler that fails hears of it again (at least once each).
public protocol ReliableEvent: Payload {}

/// Marks the types whose `handle(_:)` and `on(_:)` methods the generator wires.
///
/// A type with an `init()` is made by generated code; any other becomes a parameter of `registerHandlers(on:…)`.
public protocol Handlers: Sendable {}

/// The errors a handler answers with on purpose: an enum with an `Int32` raw value.
///
/// The caller receives a ``CatgaError`` with code ``CatgaError/Code/rejected`` whose ``CatgaError/handlerCode`` is the
/// raw value, whether the handler ran in this process or elsewhere; `OrderError(rawValue: error.handlerCode)` gives the
/// case back.
///
/// ```swift
/// enum OrderError: Int32, HandlerError {
///     case unknownItem = 1
///     var message: String { "The order names an item that is not sold" }
/// }
/// ```
public protocol HandlerError: Error {
    /// The number that travels. Give every case an explicit one and never reuse it.
    var rawValue: Int32 { get }
    /// One sentence for people.
    var message: String { get }
}
