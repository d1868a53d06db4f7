import CatgaScanner

/// The static properties of one payload that mean something to Catga.
struct MessageSettings {
    private static let routes: Set<String> = ["local", "localFirst", "any", "key", "broadcast", "replicated"]
    private static let qualities: Set<String> = ["atMostOnce", "atLeastOnce", "effectivelyOnce"]

    var wireName: String?
    var wireNamePlace: Place?
    var wireNameIsUnreadable = false
    var formerNames: [FormerName] = []
    var unreadableFormerNames: Place?
    var route: RouteDeclaration?
    var qualityOfService: QualityOfServiceDeclaration?
    var layout = LayoutDeclaration.regular

    init(of entry: TypeEntry, in index: TypeIndex, isMessage: Bool) {
        for reference in entry.declarations {
            for property in index.declaration(reference).properties where property.modifiers.isStatic {
                switch withoutBackticks(index.text(property.name, in: reference.file)) {
                case "wireName": readWireName(property, reference.file, index)
                case "formerWireNames": readFormerNames(property, reference.file, index)
                case "route": readRoute(property, reference.file, index, isMessage: isMessage)
                case "qualityOfService": readQualityOfService(property, reference.file, index, isMessage: isMessage)
                case "layout": readLayout(property, reference.file, index)
                default: break
                }
            }
        }
    }

    private mutating func readWireName(_ property: PropertyDeclaration, _ file: Int, _ index: TypeIndex) {
        wireNamePlace = index.place(property.initialValue.isEmpty ? property.name : property.initialValue, in: file)
        let literal = StaticProperty.plainStringLiteral(index.text(property.initialValue, in: file))
        // A name that depends on `#if` would give one message two identities.
        if let literal, property.conditions.isEmpty {
            wireName = literal
        } else {
            wireNameIsUnreadable = true
        }
    }

    private mutating func readFormerNames(_ property: PropertyDeclaration, _ file: Int, _ index: TypeIndex) {
        let value = property.initialValue
        let literals = StaticProperty.plainStringLiterals(index.text(value, in: file))
        guard let literals, property.conditions.isEmpty else {
            unreadableFormerNames = index.place(value.isEmpty ? property.name : value, in: file)
            return
        }
        formerNames += literals.map { literal in
            FormerName(
                name: literal.text,
                place: index.place(offset: value.start + Int32(literal.offset), in: file)
            )
        }
    }

    private mutating func readRoute(
        _ property: PropertyDeclaration,
        _ file: Int,
        _ index: TypeIndex,
        isMessage: Bool
    ) {
        let call = StaticProperty.call(index.text(property.initialValue, in: file))
        let annotation = index.text(property.type, in: file)
        guard isMessage || Self.isOurs("Route", annotation, call) else { return }
        var declaration = RouteDeclaration(place: index.place(property.name, in: file))
        if let call, Self.isOurs("Route", annotation, call), property.conditions.isEmpty,
            Self.routes.contains(call.member), (call.member == "key") == (call.argument != nil)
        {
            declaration.name = call.member
            declaration.key = call.argument
            if let offset = call.argumentOffset {
                declaration.place = index.place(offset: property.initialValue.start + Int32(offset), in: file)
            }
        }
        route = declaration
    }

    private mutating func readQualityOfService(
        _ property: PropertyDeclaration,
        _ file: Int,
        _ index: TypeIndex,
        isMessage: Bool
    ) {
        let call = StaticProperty.call(index.text(property.initialValue, in: file))
        let annotation = index.text(property.type, in: file)
        guard isMessage || Self.isOurs("DeliveryQuality", annotation, call) else { return }
        var declaration = QualityOfServiceDeclaration(place: index.place(property.name, in: file))
        if let call, Self.isOurs("DeliveryQuality", annotation, call), property.conditions.isEmpty,
            Self.qualities.contains(call.member), call.argument == nil
        {
            declaration.name = call.member
        }
        qualityOfService = declaration
    }

    private mutating func readLayout(_ property: PropertyDeclaration, _ file: Int, _ index: TypeIndex) {
        let call = StaticProperty.call(index.text(property.initialValue, in: file))
        let annotation = index.text(property.type, in: file)
        // A property of that name with another type is the user's own business.
        guard Self.isOurs("Layout", annotation, call) else { return }
        var declaration = LayoutDeclaration(layout: nil, place: index.place(property.name, in: file))
        if let call, property.conditions.isEmpty, call.argument == nil {
            declaration.layout = LayoutDeclaration.Layout(rawValue: call.member)
        }
        layout = declaration
    }

    /// The property's type is Catga's `type`: written in front of the member, or as the annotation.
    private static func isOurs(_ type: String, _ annotation: String, _ call: StaticProperty.Call?) -> Bool {
        if call?.type == type { return true }
        let annotated = annotation == type || Markers.homes.contains { annotation == "\($0).\(type)" }
        return annotated && (call == nil || call?.type == "")
    }
}
