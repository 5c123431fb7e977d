package lint

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// Sort puts findings in the order of a report: most severe first, then by
// place.
func Sort(fs []*Finding) {
	slices.SortStableFunc(fs, func(a, b *Finding) int {
		if c := cmp.Compare(b.Severity.Rank(), a.Severity.Rank()); c != 0 {
			return c
		}
		switch {
		case a.At.Less(b.At):
			return -1
		case b.At.Less(a.At):
			return 1
		}
		return cmp.Or(cmp.Compare(a.Rule.ID, b.Rule.ID), cmp.Compare(a.Message, b.Message))
	})
}

// Fingerprint returns what identifies the finding across commits: rule, what
// decided, and the destinations it keeps from the tasks; no lines. Further
// tasks that meet the same cause do not make it another finding.
func (f *Finding) Fingerprint() string {
	var needs []string
	for _, p := range f.Proofs {
		if !slices.Contains(needs, p.Need.Name) {
			needs = append(needs, p.Need.Name)
		}
	}
	slices.Sort(needs)
	sum := sha256.Sum256([]byte(strings.Join([]string{f.Rule.ID, f.Identity, strings.Join(needs, ",")}, "\x00")))
	return hex.EncodeToString(sum[:16])
}
