import CatgaScanner

/// Calls that are known by their names.
extension BodyReader {
    func readName(at position: Int) {
        let isMember = kind(position - 1) == .period
        let isCalled = kind(position + 1) == .leftParenthesis || kind(position + 1) == .leftBrace
        // Most names are neither called nor of interest; only some of the others are worth their text.
        if isMember, !isCalled { return }
        let name = file.text(tokens[position])
        if isMember { return readMember(name, at: position) }
        switch name {
        case "sleep", "usleep", "nanosleep":
            if isCalled, !isAwaited(position) { note(.blockingCall, name, at: position) }
        case "Thread":
            if word(position + 2) == "sleep", kind(position + 1) == .period {
                note(.blockingCall, "Thread.sleep", at: position)
            }
        case "Data", "NSData", "String", "NSString", "NSArray", "NSDictionary": readInitializer(of: name, at: position)
        case "Mirror", "NSClassFromString", "_typeName", "dump":
            if isCalled { note(.reflection, name, at: position) }
        case "fatalError":
            if isCalled { note(.trap, name, at: position) }
        case "AsyncStream", "AsyncThrowingStream": readStream(name, at: position)
        case "Task": readTask(at: position)
        default:
            if !unsafeGlobals.isEmpty, unsafeGlobals.contains(name), kind(position + 1) != .colon {
                note(.unsafeGlobal, name, at: position)
            }
        }
        noteType(ofLocal: name, at: position)
    }

    private func readMember(_ name: String, at position: Int) {
        switch name {
        case "sleep" where ["Glibc", "Darwin", "Musl"].contains(word(position - 2)):
            note(.blockingCall, name, at: position)
        case "wait" where receiver(of: position, contains: ["semaphore", "dispatchgroup", "condition"]):
            if !isAwaited(position) { note(.blockingCall, "\(word(position - 2)).wait", at: position) }
        case "sync" where receiver(of: position, contains: ["dispatchqueue", "queue"]):
            if !isAwaited(position) { note(.blockingCall, "\(word(position - 2)).sync", at: position) }
        case "contents" where word(position + 2) == "atPath" && receiver(of: position, contains: ["filemanager"]):
            note(.blockingRead, "FileManager.contents(atPath:)", at: position)
        case "sendSynchronousRequest":
            note(.blockingRead, name, at: position)
        case "send", "sendNow":
            if let message = message(at: position + 2) { note(.send(message), message.qualified, at: position) }
        case "publish", "publishNow":
            if let message = message(at: position + 2) { note(.publish(message), message.qualified, at: position) }
        case "sendAll":
            if let message = firstMade(in: position + 1) { note(.send(message), message.qualified, at: position) }
        case "publishAll":
            if let message = firstMade(in: position + 1) { note(.publish(message), message.qualified, at: position) }
        default: break
        }
    }

    private func readInitializer(of name: String, at position: Int) {
        guard kind(position + 1) == .leftParenthesis else { return }
        switch word(position + 2) {
        case "contentsOf", "contentsOfFile":
            if kind(position + 3) == .colon, !isAwaited(position) {
                note(.blockingRead, "\(name)(\(word(position + 2)):)", at: position)
            }
        case "reflecting" where name == "String": note(.reflection, "String(reflecting:)", at: position)
        default: break
        }
    }

    // MARK: Streams and tasks

    private func readStream(_ name: String, at position: Int) {
        var next = position + 1
        if kind(next) == .operatorSymbol, file.bytes[tokens[next].start] == UInt8(ascii: "<") {
            while next < position + Self.reach, kind(next) != .endOfFile, !isCloser(next) { next += 1 }
            next += 1
        }
        if kind(next) == .period, word(next + 1) == "makeStream" { next += 2 }
        if kind(next) == .leftBrace {
            note(.unboundedStream, name, at: position)
            return
        }
        guard kind(next) == .leftParenthesis else { return }
        let words = tokens[next..<min(end(of: next), next + Self.reach, tokens.count)].filter { $0.kind == .word }.map(
            file.text)
        // One that is asked for its elements has no buffer.
        if words.contains("unfolding") { return }
        if !words.contains("bufferingPolicy") || words.contains("unbounded") {
            note(.unboundedStream, name, at: position)
        }
    }

    /// The `>` that ends generic arguments, with whatever brackets are glued to it.
    private func isCloser(_ position: Int) -> Bool {
        kind(position) == .operatorSymbol && file.bytes[tokens[position].start] == UInt8(ascii: ">")
            && kind(position + 1) != .comma
    }

    private func readTask(at position: Int) {
        var next = position + 1
        if kind(next) == .period, ["detached", "immediate"].contains(word(next + 1)) { next += 2 }
        if kind(next) == .leftParenthesis { next = end(of: next) + 1 }
        guard kind(next) == .leftBrace, kind(end(of: next) + 1) != .period else { return }
        let isDropped = kind(position - 1) == .equal && keyword(position - 2) == .underscore
        if isDropped || beginsStatement(position) { note(.looseTask, "Task", at: position) }
    }

    /// As far as the token in front can tell. What begins a block may be the value of a closure, and is passed over.
    private func beginsStatement(_ position: Int) -> Bool {
        if position == 0 || kind(position - 1) == .semicolon { return true }
        guard tokens[position].startsLine else { return false }
        switch kind(position - 1) {
        case .rightBrace, .rightParenthesis, .rightSquare, .number, .string, .postfixMark: return true
        case .word: return keyword(position - 1) == .none
        default: return false
        }
    }

    // MARK: What is called on what, and with what

    /// Whether `await` stands in front of the chain that ends at `position`.
    private func isAwaited(_ position: Int) -> Bool {
        var current = position
        while kind(current - 1) == .period, current > position - Self.reach { current -= 2 }
        return keyword(current - 1) == .await
    }

    /// Whether a name of the chain in front of `.name` contains one of `parts`, whatever its case.
    private func receiver(of position: Int, contains parts: [String]) -> Bool {
        var current = position
        while kind(current - 1) == .period, current > position - Self.reach {
            current -= 2
            // `queue(7).sync`: the name stands in front of the arguments.
            if kind(current) == .rightParenthesis {
                while current > position - Self.reach, kind(current) != .leftParenthesis { current -= 1 }
                current -= 1
            }
            let name = word(current).lowercased()
            if parts.contains(where: { name.contains($0) }) { return true }
        }
        return false
    }

    /// The message that the argument at `position` is: `X(…)`, or a local name of a known type.
    private func message(at position: Int) -> TypeName? {
        guard kind(position - 1) == .leftParenthesis, kind(position) == .word else { return nil }
        if kind(position + 1) == .rightParenthesis || kind(position + 1) == .comma { return types[word(position)] }
        return construction(at: position)
    }

    /// The type that is made first between the brackets at `position`: of `[X(…), …]` and of `names.map { X($0) }`.
    private func firstMade(in position: Int) -> TypeName? {
        guard kind(position) == .leftParenthesis else { return nil }
        for next in position + 1..<min(end(of: position), position + Self.reach) {
            if let type = construction(at: next) { return type }
        }
        return nil
    }

    /// The scanned type that `A.B(` at `position` makes.
    private func construction(at position: Int) -> TypeName? {
        scannedType(at: position) { $0 == .leftParenthesis }
    }

    /// The scanned type that `A.B` at `position` names, if what stands behind it fits.
    private func scannedType(at position: Int, before fits: (TokenKind) -> Bool = { _ in true }) -> TypeName? {
        guard kind(position) == .word else { return nil }
        var name = word(position)
        var next = position + 1
        while kind(next) == .period, kind(next + 1) == .word, next < position + Self.reach {
            name += "." + word(next + 1)
            next += 2
        }
        // Types begin with a capital letter; looking up every function's name would be a waste.
        guard fits(kind(next)), name.utf8.first.map({ $0 < UInt8(ascii: "_") }) == true else {
            return nil
        }
        guard case .declared(let number) = index.resolve(name, in: scope) else { return nil }
        return index.typeName(number)
    }

    /// `let placed = OrderPlaced(…)`; a later name hides an earlier one.
    private func noteType(ofLocal name: String, at position: Int) {
        if readsParameters, kind(position + 1) == .colon, let type = scannedType(at: position + 2) {
            types[name] = type
        }
        guard keyword(position - 1) == .let || keyword(position - 1) == .var else { return }
        if kind(position + 1) == .equal {
            types[name] = construction(at: position + 2)
        } else {
            types[name] = nil
        }
    }
}
