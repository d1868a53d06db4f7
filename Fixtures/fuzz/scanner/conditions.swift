#if A
@B
#else
@C
#endif
struct D {
#if E
    case f
#elseif !G || \
 H
    var i: Int {
#endif
}
#endif
