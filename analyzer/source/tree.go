package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// MaxFile is the size in bytes above which a file is not read. Templates end
// at 1 MB by CloudFormation's own limit; the largest public Terraform files
// are generated and stay below 4 MB.
const MaxFile = 16 << 20

// ErrTooLarge is returned for a file above MaxFile.
var ErrTooLarge = errors.New("file is larger than 16 MiB")

// ErrOutside is returned for a name that leads out of the tree.
var ErrOutside = errors.New("path leads out of the scan root")

// A Tree is a folder whose files can be read and which cannot be left: not by
// "..", not by an absolute path, not by a symbolic link. Names are
// slash-separated and relative to its root.
type Tree struct {
	fsys     fs.FS
	dir      string
	included map[string]*File // by name
}

// OpenTree returns the tree below dir, a path of the operating system.
func OpenTree(dir string) (*Tree, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("opening scan root: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening scan root: %w", err)
	}
	return &Tree{fsys: root.FS(), dir: dir}, nil
}

// NewTree returns a tree over fsys, for text that is in no folder.
func NewTree(fsys fs.FS) *Tree { return &Tree{fsys: fsys} }

// Dir returns the tree's root as an absolute path of the operating system, or
// the empty string for a tree that is in no folder.
func (t *Tree) Dir() string { return t.dir }

// FS returns the tree as a file system that cannot be left.
func (t *Tree) FS() fs.FS { return t.fsys }

// Include makes a file outside the tree, a path of the operating system that
// the user has named, readable by the name that it returns: its path as seen
// from the root. Nothing in the tree can lead to such a name. It must not be
// called while others read the tree.
func (t *Tree) Include(file string) (name string, err error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	if len(b) > MaxFile {
		return "", fmt.Errorf("reading %s: %w", file, ErrTooLarge)
	}
	name = filepath.ToSlash(file)
	if rel, err := filepath.Rel(t.dir, file); err == nil {
		name = filepath.ToSlash(rel)
	}
	t.Hold(NewFile(name, b))
	return name, nil
}

// Hold makes f readable by its name, in place of what the tree has there: text
// that is in no file, or what may be shown of one. It must not be called while
// others read the tree.
func (t *Tree) Hold(f *File) {
	if t.included == nil {
		t.included = map[string]*File{}
	}
	t.included[f.Name] = f
}

// Holds reports whether the file called name was given by Hold or Include.
func (t *Tree) Holds(name string) bool { return t.included[name] != nil }

// With returns a tree in which the file stands in the place of the one of its
// name; the tree itself stays as it is.
func (t *Tree) With(f *File) *Tree {
	other := &Tree{fsys: t.fsys, dir: t.dir, included: map[string]*File{}}
	maps.Copy(other.included, t.included)
	other.included[f.Name] = f
	return other
}

// ReadFile returns the file called name. Errors: ErrOutside, ErrTooLarge, and
// those of the file system, fs.ErrNotExist among them.
func (t *Tree) ReadFile(name string) (*File, error) {
	if f, ok := t.included[name]; ok {
		return f, nil
	}
	if !fs.ValidPath(name) {
		return nil, fmt.Errorf("reading %s: %w", name, ErrOutside)
	}
	info, err := fs.Stat(t.fsys, name) // before it is opened: a named pipe waits for a writer
	if err != nil {
		return nil, readError(name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("reading %s: not a regular file", name)
	}
	f, err := t.fsys.Open(name)
	if err != nil {
		return nil, readError(name, err)
	}
	defer f.Close() //nolint:errcheck // opened for reading only
	b, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err != nil {
		return nil, readError(name, err)
	}
	if len(b) > MaxFile {
		return nil, fmt.Errorf("reading %s: %w", name, ErrTooLarge)
	}
	return NewFile(name, b), nil
}

// ReadDir returns the entries of the folder called name, sorted by name.
func (t *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	if !fs.ValidPath(name) {
		return nil, fmt.Errorf("reading %s: %w", name, ErrOutside)
	}
	entries, err := fs.ReadDir(t.fsys, name)
	if err != nil {
		return nil, readError(name, err)
	}
	return entries, nil
}

// Join returns the name of elem as seen from the folder dir of the tree, or
// ErrOutside where that leads out of it. An absolute elem is outside.
func Join(dir, elem string) (string, error) {
	if path.IsAbs(elem) || filepath.IsAbs(elem) {
		return "", fmt.Errorf("%s: %w", elem, ErrOutside)
	}
	name := path.Join(dir, filepath.ToSlash(elem))
	if !fs.ValidPath(name) {
		return "", fmt.Errorf("%s: %w", elem, ErrOutside)
	}
	return name, nil
}

// readError says in one clause what went wrong with name. The text of the
// operating system's own error repeats the path and the system call.
func readError(name string, err error) error {
	if strings.Contains(err.Error(), "path escapes") {
		return fmt.Errorf("reading %s: %w", name, ErrOutside)
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return fmt.Errorf("reading %s: %w", name, err)
}
