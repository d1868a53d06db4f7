import Dispatch

/// What `transform` makes of each item, in the items' order, on all cores.
///
/// - Parameter transform: Called on several threads at once; it must not change anything that another call sees.
package func concurrentMap<Item, Output>(_ items: [Item], _ transform: (Item) -> Output) -> [Output] {
    guard items.count > 1 else { return items.map(transform) }
    return withoutActuallyEscaping(transform) { transform in
        [Output](unsafeUninitializedCapacity: items.count) { memory, initialized in
            guard let start = memory.baseAddress else { return }
            // Every iteration sets the element of its own index and nothing else.
            nonisolated(unsafe) let work = (items: items, start: start, transform: transform)
            DispatchQueue.concurrentPerform(iterations: items.count) { index in
                (work.start + index).initialize(to: work.transform(work.items[index]))
            }
            initialized = items.count
        }
    }
}

extension Array {
    /// The elements in order, at most `size` of them together.
    package func chunks(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
