package speakers

// SameName reports whether a and b are spellings of one name.
func SameName(a, b string) bool {
	fa := Fold(a)
	return fa != "" && fa == Fold(b)
}
