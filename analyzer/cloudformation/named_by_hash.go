package cloudformation

import (
	"crypto/md5" //nolint:gosec // the name that a tool gave, not a seal
	"crypto/sha256"
	"encoding/hex"
	"path"
	"regexp"
)

// hashName is the name under which tools upload a template: the hash of what it
// holds, which is the MD5 for `aws cloudformation package` and `sam package`
// and the SHA-256 for Copilot.
//
// Sources: https://github.com/aws/aws-cli/blob/develop/awscli/customizations/s3uploader.py
// (upload_with_dedup), https://github.com/aws/copilot-cli/blob/mainline/internal/pkg/template/artifactpath/artifactpath.go
var hashName = regexp.MustCompile(`^([0-9a-f]{32}|[0-9a-f]{64})(\.[a-z]+)?$`)

// hashOf returns the hash that the last element of a URL's path is; ok is false
// if it is none.
func hashOf(url string) (hash string, ok bool) {
	m := hashName.FindStringSubmatch(path.Base(url))
	if m == nil {
		return "", false
	}
	return m[1], true
}

// hashing returns the templates whose content has a hash.
func (l *loader) hashing(hash, except string) []string {
	var found []string
	for _, name := range l.names() {
		t := l.templates[name]
		if t.file == nil || name == except {
			continue
		}
		var sum string
		if len(hash) == hex.EncodedLen(md5.Size) {
			s := md5.Sum(t.file.Bytes) //nolint:gosec // see above
			sum = hex.EncodeToString(s[:])
		} else {
			s := sha256.Sum256(t.file.Bytes)
			sum = hex.EncodeToString(s[:])
		}
		if sum == hash {
			found = append(found, name)
		}
	}
	return found
}
