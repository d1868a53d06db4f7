import Catga
import GoldenContracts

/// Made by generated code.
struct ForgetHandlers: Handlers {
    func handle(_ command: Forget) throws(CatgaError) {
        if command.customerID == 0 {
            throw CatgaError(code: .overloaded, message: "Later", isRetryable: true)
        }
    }
}

/// An actor: every call of it waits.
actor Views: Handlers {
    private var count = 0

    func on(_ event: OrderViewed) {
        count += 1
    }
}

final class ViewLog: Handlers {
    init() {}

    func on(_ event: OrderViewed) async throws {
        if event.orderID == 7 { throw Unlucky() }
    }
}

#if os(Linux)
struct PlatformHandlers: Handlers {
    func on(_: PlatformChecked) {}
}
#endif
