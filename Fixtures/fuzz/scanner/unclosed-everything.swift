struct A<B: [C { let a = "\(b { #"\#("""
 /* `x @D( #if E && (
