package cloudformation

// definitionFiles are the properties that name the file with the definition of
// a state machine, by type. `aws cloudformation package` and SAM upload it and
// put the place of the upload there.
//
// Sources: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html,
// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
var definitionFiles = map[string]string{
	"AWS::Serverless::StateMachine":    "DefinitionUri",
	"AWS::StepFunctions::StateMachine": "DefinitionS3Location",
}

// stateMachines gives the state machines of a template the definitions that
// files of the tree hold. All of a definition stands where the file is named.
func (in *includer) stateMachines(root *node) {
	resources := root.get("Resources")
	if resources == nil {
		return
	}
	for _, e := range resources.entries {
		kind, _ := e.value.get("Type").scalar()
		properties := e.value.get("Properties")
		at, ok := properties.entry(definitionFiles[kind])
		if !ok {
			continue
		}
		location, _ := at.value.scalar()
		if n := in.read(location); location != "" && n != nil && n.kind == mapping {
			n.moveTo(at.value.start, at.value.end)
			properties.merge(&node{kind: mapping, entries: []entry{{key: "Definition", start: at.start, end: at.end, value: n}}})
		}
	}
}
