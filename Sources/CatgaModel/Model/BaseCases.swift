/// For each union the case whose value takes the fewest unions inside of one another.
///
/// A decoder that has failed still has to make a value before it can say so. Making this case ends, where another might
/// ask for the same type again and again.
package struct BaseCases: Sendable {
    private var cases: [TypeName: Int] = [:]

    package init(_ payloads: [Payload]) {
        var heights: [TypeName: Int] = [:]
        let structs = payloads.filter { $0.form == .struct }
        let unions = payloads.filter { $0.form == .union }
        guard !unions.isEmpty else { return }
        for payload in structs + unions { heights[payload.name] = .max }
        // Each pass settles at least the lowest of those that are left.
        var isChanged = true
        while isChanged {
            isChanged = false
            for payload in structs {
                let height = Self.height(payload.fields, heights)
                guard height < heights[payload.name, default: 0] else { continue }
                heights[payload.name] = height
                isChanged = true
            }
            for payload in unions {
                for (number, unionCase) in payload.cases.enumerated() {
                    let height = Self.height(unionCase.values, heights)
                    guard height < .max, height + 1 < heights[payload.name, default: 0] else { continue }
                    heights[payload.name] = height + 1
                    cases[payload.name] = number
                    isChanged = true
                }
            }
        }
    }

    /// The number of the case; `nil` where no value of the union can ever be made.
    package func number(of union: TypeName) -> Int? { cases[union] }

    private static func height(_ fields: [Field], _ heights: [TypeName: Int]) -> Int {
        var height = 0
        for field in fields {
            guard case .resolved(.payload(let name)) = field.type else { continue }
            height = max(height, heights[name, default: 0])
        }
        return height
    }
}
