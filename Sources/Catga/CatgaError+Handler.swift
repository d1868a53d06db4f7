extension CatgaError {
    /// Whatever a handler threw, as an error that can travel. Called by generated code where a handler's `throws` does
    /// not name a type.
    ///
    /// A ``CatgaError`` stays itself, a ``HandlerError`` keeps its code and message, `CancellationError` becomes
    /// ``Code/cancelled``; any other error becomes ``Code/handlerFailed`` with the error as the cause.
    public init(thrown error: any Error, by handler: StaticString) {
        switch error {
        case let error as CatgaError:
            self = error
        case let error as any HandlerError:
            self.init(rejected: error.rawValue, message: error.message)
        case is CancellationError:
            self.init(code: .cancelled, message: "\(handler) was cancelled")
        default:
            self.init(
                code: .handlerFailed,
                message: "\(handler) threw \(type(of: error))",
                cause: String(describing: error)
            )
        }
    }
}

/// Turns what a decoder throws into what a dispatch throws. Called by generated code.
public func decoding<Value>(_ body: () throws(WireError) -> Value) throws(CatgaError) -> Value {
    do throws(WireError) {
        return try body()
    } catch {
        throw CatgaError(error)
    }
}
