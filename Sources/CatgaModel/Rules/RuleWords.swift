import CatgaScanner

extension Payload.Kind {
    /// As it stands in a sentence.
    var word: String {
        switch self {
        case .command: "command"
        case .query: "query"
        case .event: "event"
        case .reliableEvent: "reliable event"
        case .payload: "payload"
        }
    }
}

extension Reply {
    /// ` -> Order`, or nothing for a request without reply.
    var arrow: String {
        switch self {
        case .void: ""
        case .value(let text, _, _): " -> \(text)"
        }
    }
}

extension Field {
    /// Rule CATGA0021 speaks of this field.
    var isHidden: Bool { access <= .fileprivate || isSetterHidden }

    /// Rule CATGA0023 speaks of this field.
    var isNotPlainlyStored: Bool { !foreignAttributes.isEmpty || isLazy || (isLet && initialValue != nil) }
}

extension WireType {
    /// The scanned types that it is made of.
    var typeNames: [TypeName] {
        switch self {
        case .scalar, .string, .value: []
        case .array(let element), .set(let element): element.typeNames
        case .optional(let wrapped): wrapped.typeNames
        case .dictionary(let key, let value): key.typeNames + value.typeNames
        case .payload(let name), .rawEnum(let name, _), .fixed(let name, _): [name]
        }
    }
}
