/// Finds structs that contain themselves with nothing in between that could be empty: no value of them can exist.
///
/// Arrays, sets and dictionaries end the search; an optional does not, as Swift stores it in place.
enum RecursionCheck {
    static func refuseRecursiveFields(in payloads: [Payload]) {
        let numbers = Dictionary(payloads.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        let edges = payloads.map { payload in
            payload.fields.compactMap { $0.containedPayload.flatMap { numbers[$0] } }
        }
        let candidates = unpeeled(edges)
        for payload in candidates.sorted() {
            for field in payloads[payload].fields {
                guard let contained = field.containedPayload, let next = numbers[contained],
                    candidates.contains(next), reaches(from: next, to: payload, edges, within: candidates)
                else { continue }
                field.type = .refused(
                    reason:
                        "'\(payloads[payload].name.qualified)' would contain itself through '\(contained.qualified)'",
                    hint: "use an array, `[\(contained.qualified)]`, which may be empty"
                )
            }
        }
    }

    /// What is left when payloads that contain no other are taken away again and again: all that lie on a circle,
    /// and those that lead to one. Linear, and nothing is left of sources that are right.
    private static func unpeeled(_ edges: [[Int]]) -> Set<Int> {
        var users = Array(repeating: [Int](), count: edges.count)
        var open = edges.map(\.count)
        for (user, used) in edges.enumerated() {
            for payload in used { users[payload].append(user) }
        }
        var pending = open.indices.filter { open[$0] == 0 }
        var left = Set(open.indices)
        while let payload = pending.popLast() {
            left.remove(payload)
            for user in users[payload] {
                open[user] -= 1
                if open[user] == 0 { pending.append(user) }
            }
        }
        return left
    }

    private static func reaches(from start: Int, to goal: Int, _ edges: [[Int]], within candidates: Set<Int>) -> Bool {
        var visited: Set<Int> = []
        var pending = [start]
        while let payload = pending.popLast() {
            if payload == goal { return true }
            guard visited.insert(payload).inserted else { continue }
            pending += edges[payload].filter(candidates.contains)
        }
        return false
    }
}

extension Field {
    fileprivate var containedPayload: TypeName? {
        guard case .resolved(let type) = type else { return nil }
        return type.containedPayload
    }
}

extension WireType {
    /// The payload that every value of this type has inside.
    fileprivate var containedPayload: TypeName? {
        switch self {
        case .payload(let name), .fixed(let name, _): name
        case .optional(let wrapped): wrapped.containedPayload
        case .scalar, .string, .array, .set, .dictionary, .rawEnum, .value: nil
        }
    }
}
