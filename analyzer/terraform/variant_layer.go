package terraform

import "slices"

// layers returns which of the files of values make a variant each, and which
// all variants are given beneath those. Terraform plans nothing while a required
// variable has no value, so that where no file gives all that the files have
// between them, several are passed at once: those that share no variable with
// any other go with each of the others, whatever their order. Where the others
// do not all exclude each other, it is not known which belong together, and each
// file is a variant.
func layers(files []varFile, required []string) (beneath, names []string) {
	var tops []varFile
	for _, f := range files {
		if aloneIn(files, f) && overlap(f.sets, required) {
			beneath = append(beneath, f.name)
		} else {
			tops = append(tops, f)
		}
	}
	if len(beneath) == 0 || anyComplete(files, required) || !allExclude(tops) {
		return nil, fileNames(files)
	}
	if len(tops) == 0 {
		last := len(beneath) - 1
		return beneath[:last:last], beneath[last:]
	}
	return beneath, fileNames(tops)
}

// aloneIn reports whether no other of the files sets a variable that f sets.
func aloneIn(files []varFile, f varFile) bool {
	return !slices.ContainsFunc(files, func(g varFile) bool { return g.name != f.name && overlap(f.sets, g.sets) })
}

// anyComplete reports whether one of the files gives each required variable a
// value that any of them gives one.
func anyComplete(files []varFile, required []string) bool {
	return slices.ContainsFunc(files, func(f varFile) bool {
		return !slices.ContainsFunc(required, func(name string) bool {
			return !slices.Contains(f.sets, name) &&
				slices.ContainsFunc(files, func(g varFile) bool { return slices.Contains(g.sets, name) })
		})
	})
}

// allExclude reports whether any two of the files set one variable.
func allExclude(files []varFile) bool {
	for i, f := range files {
		if slices.ContainsFunc(files[i+1:], func(g varFile) bool { return !overlap(f.sets, g.sets) }) {
			return false
		}
	}
	return true
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(name string) bool { return slices.Contains(b, name) })
}

func fileNames(files []varFile) []string {
	var names []string
	for _, f := range files {
		names = append(names, f.name)
	}
	return names
}
