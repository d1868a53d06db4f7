import Catga

#if NATS
import CatgaNATS
#endif

extension Options {
    /// How the process's node reaches others.
    func configuration() throws -> NodeConfiguration {
        guard let natsURL else { return .embedded }
        #if NATS
        return .nats(natsURL, service: service ?? NodeConfiguration.defaultService, name: node)
        #else
        throw UsageError("\(natsURL): this program was built without NATS; run it with --traits NATS")
        #endif
    }
}
