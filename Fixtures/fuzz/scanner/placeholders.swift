struct A { let <#name#>: <#T##[B]#> = <# }
func <#f#>() { <#code } #> }
