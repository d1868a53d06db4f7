enum A {
    static let a = #"\("
    static let b = #"""#
    static let c = ##"""
        "# \#( """# \##( { "}" } )
        """##
    static let d = "\("\("\(1)")")"
}
