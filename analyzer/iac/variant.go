package iac

// Variants says when files of values that are found beside a stack, and that
// its language does not load by itself, make a variant of the stack each.
type Variants string

// The choices. The zero value is VariantsAuto.
const (
	VariantsAuto Variants = "auto" // when something that has to be given a value has none
	VariantsNone Variants = "none" // never
	VariantsAll  Variants = "all"  // always
)

// MaxVariants is how many variants a stack may have. Where there are more
// files, the user has to say which are meant.
const MaxVariants = 8
