# The Order message of WireMessages, for Cap'n Proto.
@0xbf5147cbbecf40c1;
using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("peers::capn");

struct OrderItem {
  sku @0 :Text;
  quantity @1 :Int32;
  priceCents @2 :Int64;
}

struct Order {
  id @0 :UInt64;
  customerId @1 :Text;
  amountCents @2 :Int64;
  createdAt @3 :Int64;
  note @4 :Text;
  items @5 :List(OrderItem);
  coupon @6 :Text;
  flags @7 :Data;
}
