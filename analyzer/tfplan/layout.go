package tfplan

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/taskreach/taskreach/analyzer/source"
)

// A layout says where in the file of a document things stand.
type layout struct {
	file  *source.File
	tops  map[string]source.Range // members of the document, by name
	spots map[string]*spot        // resources, by address
	texts []text                  // strings that are not keys
}

// A spot is where a resource stands.
type spot struct {
	whole  source.Range
	header source.Range            // the entry of its address
	values map[string]source.Range // of its attributes, by name; entries with their keys
}

// A text is a string in the file: what it says, and its bytes between the
// quotes.
type text struct {
	says       string
	start, end int
}

// layoutOf returns the layout of f, which is valid JSON.
func layoutOf(f *source.File) *layout {
	l := &layout{file: f, tops: map[string]source.Range{}, spots: map[string]*spot{}}
	r := &reader{layout: l, decoder: json.NewDecoder(bytes.NewReader(f.Bytes))}
	r.decoder.UseNumber()
	r.value("", nil)
	return l
}

// top returns where the member of the document called name stands, or the
// file's beginning.
func (l *layout) top(name string) source.Range {
	if r, ok := l.tops[name]; ok {
		return r
	}
	return l.file.Range(0, 0)
}

// spot returns where the resource with that address stands.
func (l *layout) spot(address string) *spot {
	if s, ok := l.spots[address]; ok {
		return s
	}
	start := l.file.Range(0, 0)
	return &spot{whole: start, header: start}
}

// at returns where the attribute called name stands, or else the resource.
func (s *spot) at(name string) source.Range {
	if r, ok := s.values[name]; ok {
		return r
	}
	return s.header
}

// A reader goes through the tokens of a file.
type reader struct {
	layout  *layout
	decoder *json.Decoder
}

// next returns the next token and where it starts and ends.
func (r *reader) next() (t json.Token, start, end int) {
	start = int(r.decoder.InputOffset())
	t, err := r.decoder.Token()
	if err != nil {
		return nil, start, start
	}
	b := r.layout.file.Bytes
	for start < len(b) && strings.IndexByte(" \t\r\n,:", b[start]) >= 0 {
		start++
	}
	return t, start, int(r.decoder.InputOffset())
}

// value goes through the value in a section of the document and returns where
// it ends. An owner is the resource that the value is the attributes of.
func (r *reader) value(section string, owner *spot) (end int) {
	t, start, end := r.next()
	switch x := t.(type) {
	case string:
		r.layout.texts = append(r.layout.texts, text{x, start + 1, max(end-1, start+1)})
	case json.Delim:
		switch x {
		case '{':
			end = r.object(section, owner, start)
		case '[':
			for r.decoder.More() {
				r.value(section, nil)
			}
			_, _, end = r.next()
		}
	}
	return end
}

// object goes through the members of an object and returns where it ends.
func (r *reader) object(section string, owner *spot, start int) (end int) {
	s, address := &spot{}, ""
	for r.decoder.More() {
		t, keyStart, _ := r.next()
		key, ok := t.(string)
		if !ok {
			break
		}
		inner, below := section, (*spot)(nil)
		if section == "" {
			inner = key
		}
		if key == "values" {
			s.values = map[string]source.Range{}
			below = s
		}
		texts := len(r.layout.texts)
		valueEnd := r.value(inner, below)
		at := r.layout.file.Range(keyStart, valueEnd)
		if section == "" {
			r.layout.tops[key] = at
		}
		if key == "address" && len(r.layout.texts) == texts+1 {
			address, s.header = r.layout.texts[texts].says, at
		}
		if owner != nil {
			owner.values[key] = at
		}
	}
	_, _, end = r.next()
	s.whole = r.layout.file.Range(start, end)
	r.layout.note(section, address, s)
	return end
}

// note keeps the spot of a resource. What is planned goes before what was.
func (l *layout) note(section, address string, s *spot) {
	if address == "" || s.values == nil {
		return
	}
	_, known := l.spots[address]
	switch section {
	case "planned_values", "values":
		l.spots[address] = s
	case "prior_state":
		if !known {
			l.spots[address] = s
		}
	}
}

// blanked returns the file with the texts that hold a secret blanked, each
// byte by one, so that places stay what they are.
func (l *layout) blanked(s *secrets) *source.File {
	if s.none() {
		return l.file
	}
	b := bytes.Clone(l.file.Bytes)
	for _, t := range l.texts {
		if s.in(t.says) {
			for i := t.start; i < t.end; i++ {
				b[i] = '*'
			}
		}
	}
	return source.NewFile(l.file.Name, b)
}
