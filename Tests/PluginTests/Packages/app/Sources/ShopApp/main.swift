import Catga
import ShopContracts

let node = try await CatgaNode(.embedded)
registerHandlers(on: node, stockHandlers: StockHandlers(greeting: "restocked"))
print("price \(try await node.send(PriceOf(article: "lamp")))")
try await node.send(Restock(article: "lamp", count: 3))
try await node.publish(Restocked(article: "lamp"))
