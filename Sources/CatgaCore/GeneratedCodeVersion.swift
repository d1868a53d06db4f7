/// Named by every generated file. A runtime that generated code of this version no longer fits does not declare it, so
/// that a stale file is a compile error which says so by name; running `catga-gen generate` or building again mends it.
public enum GeneratedCodeVersion1 {}
