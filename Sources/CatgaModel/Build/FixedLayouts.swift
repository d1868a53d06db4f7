/// Finds the layout of every payload that says it is fixed, and marks all uses of it.
enum FixedLayouts {
    static func resolve(_ payloads: [Payload]) {
        let fixed = payloads.filter { $0.layout.layout == .fixed && $0.form == .struct }
        if fixed.isEmpty { return }
        var layouts: [TypeName: FixedLayout] = [:]
        // Each round resolves the structs whose members are resolved; those that remain have a member that is not
        // fixed, which a rule reports.
        var open = fixed
        while true {
            let left = open.filter { payload in
                layouts[payload.name] = layout(of: payload, layouts)
                return layouts[payload.name] == nil
            }
            if left.count == open.count { break }
            open = left
        }
        for payload in payloads {
            for field in payload.fields { field.fix(layouts) }
            for written in payload.cases {
                for value in written.values { value.fix(layouts) }
            }
            payload.reply = payload.reply.fixing(layouts)
        }
    }

    static func resolve(_ types: [HandlerType], with payloads: [Payload]) -> [HandlerType] {
        var layouts: [TypeName: FixedLayout] = [:]
        for payload in payloads where payload.layout.layout == .fixed { layouts[payload.name] = payload.fixedLayout }
        if layouts.isEmpty { return types }
        return types.map { type in
            var type = type
            for position in type.methods.indices {
                type.methods[position].returnType = type.methods[position].returnType.fixing(layouts)
            }
            return type
        }
    }

    private static func layout(of payload: Payload, _ layouts: [TypeName: FixedLayout]) -> FixedLayout? {
        for field in payload.fields { field.fix(layouts) }
        return payload.fixedLayout
    }
}

extension Payload {
    /// As a C struct; `nil` where a member is not fixed. The members' own types are marked already.
    package var fixedLayout: FixedLayout? {
        var end = 0
        var alignment = 1
        for field in fields {
            guard let layout = field.type.value?.fixedLayout else { return nil }
            end = layout.aligned(end) + layout.size
            alignment = max(alignment, layout.alignment)
        }
        // An empty struct takes one byte in C# as well as in C++.
        return FixedLayout(size: FixedLayout(size: 1, alignment: alignment).aligned(max(end, 1)), alignment: alignment)
    }
}

extension Field {
    fileprivate func fix(_ layouts: [TypeName: FixedLayout]) {
        type = type.map { $0.fixing(layouts) }
    }
}

extension Reply {
    fileprivate func fixing(_ layouts: [TypeName: FixedLayout]) -> Reply {
        guard case .value(let text, let type, let place) = self else { return self }
        return .value(text: text, type: type.map { $0.fixing(layouts) }, place: place)
    }
}
