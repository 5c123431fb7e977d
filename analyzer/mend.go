package analyzer

import (
	"context"
	"maps"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/taskreach/taskreach/analyzer/fix"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A fix is proven by analysing the stacks that read the file once more. That is
// done for so many edits of a stack, and so many stacks that read a file; where
// others have a part in what is proved, every stack is loaded again. Of either,
// so many are loaded in all.
const (
	maxFixes  = 8
	maxShared = 32
	maxLoaded = 256
)

// A mender looks for edits that mend findings.
type mender struct {
	opts     Options
	found    changed
	stacks   []*lint.Stack
	ids      map[*lint.Stack]stackID
	readers  map[string][]*lint.Stack // by file
	untaught map[string]bool          // files that a program wrote
}

// A stackID tells a stack from others, also when it is loaded again.
type stackID struct {
	path, variant, kind string
	n                   int // how many before it are called the same
}

// A mending is a way to edit a file, with the findings that ask for it.
type mending struct {
	edited *source.File
	edits  []source.Edit
	asked  []asked
	whole  bool // all stacks may be loaded again for it
}

type asked struct {
	stack   *lint.Stack
	finding *lint.Finding
}

// mend gives the findings of the result their fixes: the edits that their
// changes come to, where the stacks with the edits have the finding no more, no
// new one, and no flow that is worse than before. The error is that of ctx.
func mend(ctx context.Context, opts Options, found changed, result *lint.Result) error {
	m := &mender{opts: opts, found: found, stacks: result.Stacks, readers: map[string][]*lint.Stack{}, untaught: map[string]bool{}}
	m.ids = identify(result.Stacks, func(s *lint.Stack) *iac.Stack { return s.Stack })
	for _, s := range result.Stacks {
		for _, file := range filesOf(s.All()) {
			m.readers[file] = append(m.readers[file], s)
		}
		if s.Kind != "terraform" && s.Kind != "cloudformation" {
			for _, file := range filesOf(s.Resources) {
				m.untaught[file] = true
			}
		}
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, one := range m.mendings() {
		group.Go(func() error {
			m.prove(ctx, one)
			return ctx.Err()
		})
	}
	return group.Wait()
}

// identify returns who the stacks are.
func identify[S comparable](stacks []S, stack func(S) *iac.Stack) map[S]stackID {
	ids := make(map[S]stackID, len(stacks))
	count := map[stackID]int{}
	for _, s := range stacks {
		id := stackID{path: stack(s).Path, variant: stack(s).Variant, kind: stack(s).Kind}
		n := count[id]
		count[id]++
		id.n = n
		ids[s] = id
	}
	return ids
}

// mendings returns the edits that findings ask for, each once.
func (m *mender) mendings() []*mending {
	var all []*mending
	index := map[string]*mending{}
	loaded := 0
	for _, s := range m.stacks {
		tried := map[*mending]bool{}
		for _, f := range s.Findings {
			if !m.mendable(f) || len(tried) == maxFixes {
				continue
			}
			one := m.mending(f)
			if one == nil {
				continue
			}
			key := one.edited.Name + "\x00" + string(one.edited.Bytes)
			readers := len(m.readers[one.edited.Name])
			switch known := index[key]; {
			case known != nil:
				one = known
			case loaded+readers > maxLoaded:
				continue
			default:
				index[key] = one
				loaded += readers
				one.whole = (len(all)+1)*len(m.stacks) <= maxLoaded && len(m.found.Plans) == 0
				all = append(all, one)
			}
			tried[one] = true
			one.asked = append(one.asked, asked{s, f})
		}
	}
	return all
}

// mendable reports whether a finding has a change to what its user wrote. What
// a program wrote, such as a CDK application, would write it again.
func (m *mender) mendable(f *lint.Finding) bool {
	c := f.Change
	return c != nil && !c.Resource.Downloaded && !m.untaught[c.At.File] &&
		len(m.readers[c.At.File]) <= maxShared
}

// mending returns the edits that the change of a finding comes to, or nil if
// there is no way to write it.
func (m *mender) mending(f *lint.Finding) *mending {
	file, err := m.opts.Tree.ReadFile(f.Change.At.File)
	if err != nil {
		return nil
	}
	edits, ok := fix.Edits(file, f.Change)
	if !ok {
		return nil
	}
	edited, err := file.Apply(edits)
	if err != nil {
		return nil
	}
	return &mending{edited: edited, edits: edits}
}

func filesOf(resources []*iac.Resource) []string {
	files := map[string]bool{}
	for _, r := range resources {
		files[r.Range.File] = true
	}
	return slices.Sorted(maps.Keys(files))
}
