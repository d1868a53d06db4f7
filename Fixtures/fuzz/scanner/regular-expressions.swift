let a = /[/]}/
let b = (/, /)
let c = #/
  }
/#
let d = x / y / z
struct A { let a = try? /{/ }
