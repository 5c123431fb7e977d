package config

import (
	"fmt"
	"strings"

	"github.com/agext/levenshtein"
)

// suggestion says which of the words may have been meant by one that is none
// of them: the nearest if it is near, else all there are.
func suggestion(word string, words []string) string {
	const far = 3
	best, least := "", far+1
	for _, w := range words {
		n := levenshtein.Distance(strings.ToLower(word), w, nil)
		if n < least && n <= max(1, len(w)/3) {
			best, least = w, n
		}
	}
	if best != "" {
		return fmt.Sprintf("did you mean `%s`?", best)
	}
	return "use " + strings.Join(words, ", ")
}
