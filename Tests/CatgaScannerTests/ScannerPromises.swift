// The fuzz targets compile this file together with the scanner into one module.
#if canImport(CatgaScanner)
@testable import CatgaScanner
#endif

/// What the scanner promises about every text, whether it compiles or not.
enum ScannerPromises {
    /// Scans `bytes` and says which promise is broken, `nil` if none is.
    static func broken(by bytes: [UInt8]) -> String? {
        let file = SourceFile(path: "Test.swift", bytes: bytes)
        if file.findings.count > ScannerLimits.findings { return "there are too many findings" }
        for finding in file.findings where finding.position.line < 1 || finding.position.column < 1 {
            return "a finding is nowhere"
        }
        for index in file.types.indices {
            if let problem = file.brokenPromise(ofType: index) { return problem }
        }
        let functions = file.functions + file.types.flatMap { $0.functions + $0.initializers }
        for function in functions {
            if let problem = file.brokenPromise(of: function) { return problem }
            for token in file.tokens(in: function.body)
            where token.start < Int(function.body.start) || token.end > Int(function.body.end) {
                return "a token of a body lies outside of it"
            }
        }
        for comment in file.comments(markedWith: "catga:allow") where comment.position.column < 3 {
            return "a marked comment has no slashes in front"
        }
        let properties = file.variables + file.types.flatMap(\.properties)
        let spans =
            properties.flatMap { [$0.name, $0.type, $0.initialValue] }
            + file.types.flatMap(\.cases).flatMap { [$0.name, $0.associatedValues, $0.rawValue] }
            + (file.typealiases + file.types.flatMap(\.typealiases)).flatMap { [$0.name, $0.type] }
            + file.imports.flatMap { [$0.module, $0.path] }
        if !spans.allSatisfy(file.holds) { return "a member lies outside of the file" }
        if properties.contains(where: { $0.name.isEmpty }) { return "a property has no name" }
        return nil
    }

    /// Reads `bytes` token by token, with and without skipping groups, and says which promise is broken.
    static func brokenByLexer(of bytes: UnsafeBufferPointer<UInt8>, skipsGroups: Bool) -> String? {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return nil }
        var lexer = Lexer(base: base, count: bytes.count)
        var end = 0
        while lexer.token.kind != .endOfFile {
            let token = lexer.token
            if token.start < end { return "a token begins before the one in front of it ends" }
            if token.end <= token.start { return "a token is empty" }
            if token.end > bytes.count { return "a token ends behind the file" }
            end = token.end
            switch token.kind {
            case .leftParenthesis, .leftSquare, .leftBrace:
                guard skipsGroups else { fallthrough }
                let span = lexer.skipGroup()
                if span.start > span.end || Int(span.end) > bytes.count { return "a group lies outside of the file" }
                end = lexer.previousEnd
            default:
                lexer.advance()
            }
        }
        return lexer.problems.count > ScannerLimits.findings ? "there are too many problems" : nil
    }
}

extension SourceFile {
    fileprivate func holds(_ span: Span) -> Bool {
        span.start >= 0 && span.start <= span.end && Int(span.end) <= bytes.count
    }

    fileprivate func brokenPromise(ofType index: Int) -> String? {
        let type = types[index]
        guard holds(type.extent), holds(type.name), type.inherits.allSatisfy(holds) else {
            return "a type lies outside of the file"
        }
        if type.name.isEmpty { return "a type has no name" }
        if type.name.start < type.extent.start || type.name.end > type.extent.end {
            return "a type's name lies outside of the type"
        }
        if let parent = type.parent {
            guard parent >= 0, parent < index else { return "a type stands in front of the one around it" }
            let outer = types[parent].extent
            if type.extent.start < outer.start || type.extent.end > outer.end {
                return "a type lies outside of the one around it"
            }
        }
        // Both read text, which must not trap either.
        _ = qualifiedName(of: index)
        let position = position(of: type.name)
        return position.line < 1 || position.column < 1 ? "a type is nowhere" : nil
    }

    fileprivate func brokenPromise(of function: FunctionDeclaration) -> String? {
        if function.name.isEmpty { return "a function has no name" }
        var spans = [function.name, function.thrownType, function.returnType]
        for parameter in function.parameters {
            if parameter.fullType.isEmpty { return "a parameter has no type" }
            spans += [parameter.label, parameter.name, parameter.type, parameter.fullType]
        }
        return spans.allSatisfy(holds) ? nil : "a function lies outside of the file"
    }
}
