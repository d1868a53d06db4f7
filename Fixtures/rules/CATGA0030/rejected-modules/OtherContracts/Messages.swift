import Catga

package struct GetStock: Query {
    package typealias Reply = Int64
    package init() {}
}
