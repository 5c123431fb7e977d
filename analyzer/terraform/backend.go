package terraform

import (
	"path"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A backend is where a state is kept: its kind and, of its settings, those that
// tell one state from another.
type backend struct {
	kind     string
	settings map[string]iac.Text
	partial  bool // settings that are missing are given to terraform init

	// prefix is what the keys of states in s3 begin with where the workspace of
	// the root is whichever the reader means.
	prefix string
}

// settingsOf returns the settings that tell apart the states of one kind of
// backend. The first names the state within what the others name.
// https://developer.hashicorp.com/terraform/language/backend
func settingsOf(kind string) []string {
	switch kind {
	case "local":
		return []string{"path"}
	case "s3":
		return []string{"key", "bucket"}
	case "remote":
		return []string{"workspace", "organization", "hostname"}
	case "gcs":
		return []string{"prefix", "bucket"}
	case "azurerm":
		return []string{"key", "container_name", "storage_account_name"}
	case "http":
		return []string{"address"}
	case "consul":
		return []string{"path", "address"}
	case "oss", "cos":
		return []string{"key", "prefix", "bucket"}
	case "oci":
		return []string{"key", "bucket", "namespace"}
	case "kubernetes":
		return []string{"secret_suffix", "namespace"}
	case "pg":
		return []string{"conn_str", "schema_name"}
	}
	return nil
}

// ownBackend returns where the root keeps its state: in its folder if it does
// not say.
func (e *evaluator) ownBackend() backend {
	if e.unit != nil {
		if b, ok := e.unit.backend(); ok {
			return b
		}
	}
	m := e.main.mod
	if m.backend == nil {
		return e.located("local", cty.EmptyObjectVal, "")
	}
	kind := "remote" // which cloud is another name of
	if m.backend.Type == "backend" {
		kind = m.backend.Labels[0]
	}
	config, diags := e.bodyValue(m.backend.Body, e.main.ctx)
	if diags.HasErrors() {
		config = cty.EmptyObjectVal
	}
	b := e.located(kind, config, "")
	b.partial = kind != "local"
	if kind == "s3" && e.opts.Workspace == "" {
		b.prefix = e.keyPrefix(config)
	}
	return b
}

// keyPrefix returns what the keys in s3 begin with in workspaces other than the
// default one.
func (e *evaluator) keyPrefix(config cty.Value) string {
	if t, ok := e.settingOf(config, []string{"workspace_key_prefix"}); ok {
		if s, known := t.Literal(); known {
			return s
		}
	}
	return "env:"
}

// located returns the backend of a kind with the given settings, for a
// workspace that is that of the root if it is empty.
func (e *evaluator) located(kind string, config cty.Value, workspace string) backend {
	b := backend{kind: kind, settings: map[string]iac.Text{}}
	read := func(name string, keys ...string) {
		if t, ok := e.settingOf(config, keys); ok {
			b.settings[name] = t
		}
	}
	for _, name := range settingsOf(kind) {
		read(name, name)
	}
	if workspace == "" {
		workspace = e.workspace()
	}
	switch kind {
	case "local":
		b.settings["path"] = e.localPath(b.settings["path"], workspace)
	case "s3":
		if key, ok := b.settings["key"]; ok && workspace != defaultWorkspace {
			b.settings["key"] = iac.Concat(e.keyPrefix(config)+"/"+workspace+"/", key)
		}
	case "remote":
		b.settings["hostname"] = iac.Text{{Literal: "app.terraform.io"}}
		read("hostname", "hostname")
		read("workspace", "workspaces", "name")
		if t, ok := e.settingOf(config, []string{"workspaces", "prefix"}); ok {
			b.settings["workspace"] = iac.Concat(t, e.workspaceText(workspace))
		}
	}
	return b
}

const defaultWorkspace = "default"

// workspace returns the workspace that the root is evaluated in.
func (e *evaluator) workspace() string {
	if e.opts.Workspace == "" {
		return defaultWorkspace
	}
	return e.opts.Workspace
}

// workspaceText returns the name of a workspace, which is not known where the
// user does not say it: where names have a prefix there is no default one.
func (e *evaluator) workspaceText(workspace string) iac.Text {
	if workspace == defaultWorkspace {
		return iac.Text{{Unknown: e.noWorkspace()}}
	}
	return iac.Text{{Literal: workspace}}
}

// localPath returns the name in the tree of a state file that the root writes
// or reads.
func (e *evaluator) localPath(t iac.Text, workspace string) iac.Text {
	name, known := t.Literal()
	switch {
	case !known:
		return t
	case name == "" && workspace != defaultWorkspace:
		name = path.Join("terraform.tfstate.d", workspace, "terraform.tfstate")
	case name == "":
		name = "terraform.tfstate"
	}
	if located, err := e.locate(name); err == nil {
		name = located
	}
	return iac.Text{{Literal: name}}
}

// settingOf returns the text at keys in the settings of a backend; ok is false
// where there is none. A block is read as the object that it is.
func (e *evaluator) settingOf(config cty.Value, keys []string) (t iac.Text, ok bool) {
	v := config
	for _, key := range keys {
		if v.IsKnown() && !v.IsNull() && v.Type().IsTupleType() && v.LengthInt() == 1 {
			v = v.Index(cty.Zero)
		}
		switch {
		case !v.IsKnown():
			return iac.Text{{Unknown: e.unsettled()}}, true
		case v.IsNull():
			return nil, false
		case isLoneToken(v):
			return e.tokens.text(v.AsString()), true
		case v.Type().IsObjectType() && v.Type().HasAttribute(key):
			v = v.GetAttr(key)
		case v.Type().IsMapType() && v.HasIndex(cty.StringVal(key)).RawEquals(cty.True):
			v = v.Index(cty.StringVal(key))
		default:
			return nil, false
		}
	}
	switch {
	case !v.IsKnown():
		return iac.Text{{Unknown: e.unsettled()}}, true
	case isString(v):
		return e.tokens.text(v.AsString()), true
	}
	return nil, false
}

// unsettled returns the fact that a setting of a backend is not known.
func (e *evaluator) unsettled() *iac.Unknown {
	return e.unknown(unknownKey{name: "backend setting"}, func() iac.Unknown {
		return iac.Unknown{Name: "backend setting", Why: "a setting of the backend is not known", Range: source.Range{File: e.root}}
	})
}

// A likeness says how sure it is that two backends keep the same state.
type likeness uint8

const (
	other   likeness = iota // one of the settings differs
	maybe                   // which state is meant is not known
	assumed                 // the state has that name, and nothing else differs
	alike                   // all of the settings are the same
)

// like returns how sure it is that b and c, which is that of a root, are one.
func (b backend) like(c backend) likeness {
	keys := settingsOf(b.kind)
	if b.kind != c.kind || len(keys) == 0 {
		return other
	}
	sure := alike
	for i, key := range keys {
		t, given := b.settings[key]
		u, own := c.settings[key]
		equal, known := t.Equal(u)
		switch {
		case i == 0 && c.inWorkspace(t):
			sure = min(sure, assumed)
		case !given && !own:
			known = i > 0 && !c.partial
		case !own && c.partial, !given && i > 0:
			known = false
		case given != own:
			return other
		case known && !equal:
			return other
		}
		switch {
		case !known && i == 0:
			sure = maybe
		case !known:
			sure = min(sure, assumed)
		}
	}
	return sure
}

// inWorkspace reports whether t is the key of the root's state in some
// workspace other than the default one.
func (b backend) inWorkspace(t iac.Text) bool {
	full, known := t.Literal()
	key, own := b.settings["key"].Literal()
	rest, ok := strings.CutPrefix(full, b.prefix+"/")
	workspace, ends := strings.CutSuffix(rest, "/"+key)
	return b.prefix != "" && known && own && key != "" && ok && ends && !strings.Contains(workspace, "/")
}

// String returns the backend as messages call it.
func (b backend) String() string {
	parts := []string{b.kind}
	for _, key := range settingsOf(b.kind) {
		if t, ok := b.settings[key]; ok && key != "hostname" {
			parts = append(parts, key+" `"+t.String()+"`")
		}
	}
	return strings.Join(parts, ", ")
}
