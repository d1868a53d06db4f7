struct A { static func <<T>(a: T, b: T) {} ; static func ?? (a: A) ; prefix static func ÃÌ <T>(a: T) }
let a = b<c<d>>(e)<f
let g = h?i:j!k
