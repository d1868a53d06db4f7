/// libFuzzer's entry point for the lexer. The memory at `data` ends where the input does, so that the address
/// sanitizer sees a read behind it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLexer(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: data, count: size)
    for skipsGroups in [false, true] {
        if let problem = ScannerPromises.brokenByLexer(of: bytes, skipsGroups: skipsGroups) { fatalError(problem) }
    }
    return 0
}
