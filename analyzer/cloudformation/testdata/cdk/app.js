// Makes the assemblies beside this file, one folder a story:
//
//	npm install aws-cdk-lib@2.276.0 constructs
//	node app.js [STORY…]
//
// Only what describes the deployment is kept: the templates, the manifests of
// assets, and manifest.json without what is said of feature flags.
const fs = require('fs');
const path = require('path');
const cdk = require('aws-cdk-lib');
const ec2 = require('aws-cdk-lib/aws-ec2');
const ecr = require('aws-cdk-lib/aws-ecr');
const ecs = require('aws-cdk-lib/aws-ecs');
const efs = require('aws-cdk-lib/aws-efs');
const patterns = require('aws-cdk-lib/aws-ecs-patterns');
const secrets = require('aws-cdk-lib/aws-secretsmanager');
const iam = require('aws-cdk-lib/aws-iam');
const sfn = require('aws-cdk-lib/aws-stepfunctions');
const tasks = require('aws-cdk-lib/aws-stepfunctions-tasks');
const ssm = require('aws-cdk-lib/aws-ssm');
const applicationautoscaling = require('aws-cdk-lib/aws-applicationautoscaling');
const { SubnetType, InterfaceVpcEndpointAwsService: Interface, GatewayVpcEndpointAwsService: Gateway } = ec2;

// What `cdk init` writes into cdk.json and what bears on a network, and what
// `cdk synth` sets itself.
const context = {
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': true,
  '@aws-cdk/aws-ec2:restrictDefaultSecurityGroup': true,
  '@aws-cdk/aws-ecs:removeDefaultDeploymentAlarm': true,
  '@aws-cdk/aws-ecs:enableImdsBlockingDeprecatedFeature': false,
  'aws:cdk:disable-version-check': true,
};
const env = { account: '123456789012', region: 'eu-west-1' };

const isolated = [{ name: 'isolated', subnetType: SubnetType.PRIVATE_ISOLATED }];

// repository returns an image of a private repository of the stack.
function repository(stack) {
  return ecs.ContainerImage.fromEcrRepository(new ecr.Repository(stack, 'Repo'), 'v1');
}

function definition(stack, image = repository(stack), more = {}) {
  const d = new ecs.FargateTaskDefinition(stack, 'Def');
  d.addContainer('app', { image, logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'app' }), ...more });
  return d;
}

function service(stack, vpc, more = {}) {
  return new ecs.FargateService(stack, 'Service', {
    cluster: new ecs.Cluster(stack, 'Cluster', { vpc }),
    taskDefinition: definition(stack),
    ...more,
  });
}

// endpoints gives a network all that a task of ECR and CloudWatch Logs needs.
function endpoints(vpc, more = {}) {
  vpc.addGatewayEndpoint('S3', { service: Gateway.S3 });
  return {
    api: vpc.addInterfaceEndpoint('EcrApi', { service: Interface.ECR, ...more }),
    dkr: vpc.addInterfaceEndpoint('EcrDkr', { service: Interface.ECR_DOCKER, ...more }),
    logs: vpc.addInterfaceEndpoint('Logs', { service: Interface.CLOUDWATCH_LOGS, ...more }),
  };
}

// closed returns a group from which nothing goes out but what is added to it.
function closed(stack, vpc) {
  return new ec2.SecurityGroup(stack, 'Closed', { vpc, allowAllOutbound: false });
}

const stories = {
  'load-balanced'(app) {
    const stack = new cdk.Stack(app, 'Web');
    new patterns.ApplicationLoadBalancedFargateService(stack, 'Service', {
      taskImageOptions: { image: repository(stack) },
    });
  },

  'network-load-balanced'(app) {
    const stack = new cdk.Stack(app, 'Tcp');
    const s = new patterns.NetworkLoadBalancedFargateService(stack, 'Service', {
      taskImageOptions: { image: repository(stack) },
    });
    s.service.connections.allowFromAnyIpv4(ec2.Port.tcp(80));
  },

  // The load balancer has no group to name, and nobody admits its addresses.
  'network-load-balanced-closed'(app) {
    const stack = new cdk.Stack(app, 'Tcp');
    new patterns.NetworkLoadBalancedFargateService(stack, 'Service', {
      taskImageOptions: { image: repository(stack) },
    });
  },

  scheduled(app) {
    const stack = new cdk.Stack(app, 'Nightly', { env });
    new patterns.ScheduledFargateTask(stack, 'Task', {
      schedule: applicationautoscaling.Schedule.cron({ hour: '3', minute: '0' }),
      scheduledFargateTaskImageOptions: { image: repository(stack) },
    });
  },

  'queue-processing'(app) {
    const stack = new cdk.Stack(app, 'Worker', { env });
    new patterns.QueueProcessingFargateService(stack, 'Worker', { image: repository(stack) });
  },

  'isolated-endpoints'(app) {
    const stack = new cdk.Stack(app, 'Isolated');
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: isolated });
    endpoints(vpc);
    service(stack, vpc);
  },

  // addInterfaceEndpoint of S3 serves nobody inside the VPC.
  'isolated-s3-interface'(app) {
    const stack = new cdk.Stack(app, 'Isolated', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: isolated });
    vpc.addInterfaceEndpoint('S3', { service: Interface.S3 });
    vpc.addInterfaceEndpoint('EcrApi', { service: Interface.ECR });
    vpc.addInterfaceEndpoint('EcrDkr', { service: Interface.ECR_DOCKER });
    vpc.addInterfaceEndpoint('Logs', { service: Interface.CLOUDWATCH_LOGS });
    service(stack, vpc);
  },

  'isolated-nothing'(app) {
    const stack = new cdk.Stack(app, 'Isolated', { env });
    service(stack, new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: isolated }));
  },

  'closed-egress'(app) {
    const stack = new cdk.Stack(app, 'Closed', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: isolated });
    const to = endpoints(vpc);
    const group = closed(stack, vpc);
    for (const e of [to.api, to.dkr, to.logs]) group.connections.allowToDefaultPort(e);
    service(stack, vpc, { securityGroups: [group] });
  },

  'closed-egress-prefix-list'(app) {
    const stack = new cdk.Stack(app, 'Closed', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: isolated });
    const to = endpoints(vpc);
    const group = closed(stack, vpc);
    for (const e of [to.api, to.dkr, to.logs]) group.connections.allowToDefaultPort(e);
    group.addEgressRule(ec2.Peer.prefixList('pl-6da54004'), ec2.Port.tcp(443), 'S3');
    service(stack, vpc, { securityGroups: [group] });
  },

  'closed-egress-empty'(app) {
    const stack = new cdk.Stack(app, 'Closed', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: isolated });
    endpoints(vpc);
    service(stack, vpc, { securityGroups: [closed(stack, vpc)] });
  },

  // Of the three the image is pulled through, one is left to public names.
  'private-dns-off'(app) {
    const stack = new cdk.Stack(app, 'Isolated', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: isolated });
    vpc.addGatewayEndpoint('S3', { service: Gateway.S3 });
    vpc.addInterfaceEndpoint('EcrApi', { service: Interface.ECR });
    vpc.addInterfaceEndpoint('EcrDkr', { service: Interface.ECR_DOCKER, privateDnsEnabled: false });
    vpc.addInterfaceEndpoint('Logs', { service: Interface.CLOUDWATCH_LOGS });
    service(stack, vpc);
  },

  'endpoints-not-open'(app) {
    const stack = new cdk.Stack(app, 'Isolated', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: isolated });
    endpoints(vpc, { open: false });
    service(stack, vpc);
  },

  'endpoints-opened'(app) {
    const stack = new cdk.Stack(app, 'Isolated', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: isolated });
    const to = endpoints(vpc, { open: false });
    const s = service(stack, vpc);
    for (const e of [to.api, to.dkr, to.logs]) e.connections.allowDefaultPortFrom(s);
  },

  'vpc-from-lookup'(app) {
    const stack = new cdk.Stack(app, 'Guest', { env });
    service(stack, ec2.Vpc.fromLookup(stack, 'Vpc', { vpcName: 'shared' }));
  },

  'vpc-from-attributes'(app) {
    const stack = new cdk.Stack(app, 'Guest', { env });
    service(stack, ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-0a1b2c3d4e5f67890',
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      privateSubnetIds: ['subnet-0aaaaaaaaaaaaaaa1', 'subnet-0aaaaaaaaaaaaaaa2'],
    }));
  },

  'cross-stack-vpc'(app) {
    const net = new cdk.Stack(app, 'Net', { env });
    const vpc = new ec2.Vpc(net, 'Vpc', { natGateways: 1 });
    service(new cdk.Stack(app, 'App', { env }), vpc);
  },

  // The endpoints live with the network, and refuse what another stack starts.
  'cross-stack-endpoints-not-open'(app) {
    const net = new cdk.Stack(app, 'Net', { env });
    const vpc = new ec2.Vpc(net, 'Vpc', { subnetConfiguration: isolated });
    endpoints(vpc, { open: false });
    service(new cdk.Stack(app, 'App', { env }), vpc);
  },

  'stages'(app) {
    for (const name of ['Blue', 'Green']) {
      const stage = new cdk.Stage(app, name, { env });
      const net = new cdk.Stack(stage, 'Net');
      const vpc = new ec2.Vpc(net, 'Vpc', name === 'Blue' ? { natGateways: 1 } : { subnetConfiguration: isolated });
      service(new cdk.Stack(stage, 'App'), vpc);
    }
  },

  'nested-network'(app) {
    const stack = new cdk.Stack(app, 'Parent', { env });
    const net = new cdk.NestedStack(stack, 'Net');
    const vpc = new ec2.Vpc(net, 'Vpc', { subnetConfiguration: isolated });
    endpoints(vpc);
    service(stack, vpc);
  },

  'nested-service'(app) {
    const stack = new cdk.Stack(app, 'Parent', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
    service(new cdk.NestedStack(stack, 'App'), vpc);
  },

  'nested-twice'(app) {
    const stack = new cdk.Stack(app, 'Parent', { env });
    const platform = new cdk.NestedStack(stack, 'Platform');
    const vpc = new ec2.Vpc(new cdk.NestedStack(platform, 'Net'), 'Vpc', { subnetConfiguration: isolated });
    endpoints(vpc);
    service(new cdk.NestedStack(stack, 'App'), vpc);
  },

  // Whoever runs the app without `cdk synth` gets no metadata.
  'nested-without-metadata'(app) {
    const stack = new cdk.Stack(app, 'Parent', { env });
    stack.node.setContext('aws:cdk:enable-path-metadata', false);
    stack.node.setContext('aws:cdk:enable-asset-metadata', false);
    const net = new cdk.NestedStack(stack, 'Net');
    const vpc = new ec2.Vpc(net, 'Vpc', { natGateways: 1 });
    service(stack, vpc);
  },

  // The endpoint for one of the two stores is not there.
  secrets(app) {
    const stack = new cdk.Stack(app, 'Secrets', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: isolated });
    endpoints(vpc);
    vpc.addInterfaceEndpoint('Secrets', { service: Interface.SECRETS_MANAGER });
    const password = new secrets.Secret(stack, 'Password');
    const flag = ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Flag', { parameterName: '/app/flag' });
    const taskDefinition = definition(stack, repository(stack), {
      secrets: {
        PASSWORD: ecs.Secret.fromSecretsManager(password, 'password'),
        FLAG: ecs.Secret.fromSsmParameter(flag),
      },
    });
    placed(stack, vpc, taskDefinition);
  },

  'file-system'(app) {
    const stack = new cdk.Stack(app, 'Files', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
    const files = new efs.FileSystem(stack, 'Files', { vpc });
    const s = placed(stack, vpc, mounted(stack, files));
    files.connections.allowDefaultPortFrom(s);
  },

  'file-system-closed'(app) {
    const stack = new cdk.Stack(app, 'Files', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
    placed(stack, vpc, mounted(stack, new efs.FileSystem(stack, 'Files', { vpc })));
  },

  'asset-image'(app, dir) {
    const stack = new cdk.Stack(app, 'Asset', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
    const folder = fs.mkdtempSync(path.join(dir, 'image-'));
    fs.writeFileSync(path.join(folder, 'Dockerfile'), 'FROM scratch\n');
    placed(stack, vpc, definition(stack, ecs.ContainerImage.fromAsset(folder)));
  },

  // Without an environment the repository is named after pseudo parameters.
  'asset-image-anywhere'(app, dir) {
    const stack = new cdk.Stack(app, 'Asset');
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: isolated });
    vpc.addGatewayEndpoint('S3', { service: Gateway.S3 });
    vpc.addInterfaceEndpoint('Logs', { service: Interface.CLOUDWATCH_LOGS });
    const folder = fs.mkdtempSync(path.join(dir, 'image-'));
    fs.writeFileSync(path.join(folder, 'Dockerfile'), 'FROM scratch\n');
    placed(stack, vpc, definition(stack, ecs.ContainerImage.fromAsset(folder)));
  },

  'public-with-address'(app) {
    const stack = new cdk.Stack(app, 'Public', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, subnetConfiguration: [{ name: 'public', subnetType: SubnetType.PUBLIC }] });
    service(stack, vpc, { assignPublicIp: true });
  },

  // The default placement takes the public subnets where there are no others.
  'public-without-address'(app) {
    const stack = new cdk.Stack(app, 'Public', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, subnetConfiguration: [{ name: 'public', subnetType: SubnetType.PUBLIC }] });
    service(stack, vpc);
  },

  // restrictDefaultSecurityGroup empties the group that is put on the endpoints.
  'restricted-default-group'(app) {
    const stack = new cdk.Stack(app, 'Restricted', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: isolated });
    const group = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Default', vpc.vpcDefaultSecurityGroup, { mutable: false });
    endpoints(vpc, { open: false, securityGroups: [group] });
    service(stack, vpc, { securityGroups: [group] });
  },

  // The same without the flag: members of the default group admit each other.
  'default-group'(app) {
    const stack = new cdk.Stack(app, 'Plain', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: isolated, restrictDefaultSecurityGroup: false });
    const group = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Default', vpc.vpcDefaultSecurityGroup, { mutable: false });
    endpoints(vpc, { open: false, securityGroups: [group] });
    service(stack, vpc, { securityGroups: [group] });
  },

  'state-machine'(app) {
    const stack = new cdk.Stack(app, 'Batch', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
    const run = new tasks.EcsRunTask(stack, 'Run', {
      cluster: new ecs.Cluster(stack, 'Cluster', { vpc }),
      taskDefinition: definition(stack),
      launchTarget: new tasks.EcsFargateLaunchTarget(),
      integrationPattern: sfn.IntegrationPattern.RUN_JOB,
    });
    new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(run) });
  },

  'container-instances'(app) {
    const stack = new cdk.Stack(app, 'Fleet', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
    const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
    cluster.addCapacity('Fleet', { instanceType: new ec2.InstanceType('t3.small') });
    const d = new ecs.Ec2TaskDefinition(stack, 'Def');
    d.addContainer('app', {
      image: repository(stack), memoryLimitMiB: 256, logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'app' }),
    });
    new ecs.Ec2Service(stack, 'Service', { cluster, taskDefinition: d });
  },

  // The endpoint's policy forgets one of the actions that a pull takes.
  'endpoint-policy'(app) {
    const stack = new cdk.Stack(app, 'Isolated', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: isolated });
    const { dkr } = endpoints(vpc);
    dkr.addToPolicy(new iam.PolicyStatement({
      principals: [new iam.AnyPrincipal()],
      actions: ['ecr:BatchGetImage', 'ecr:BatchCheckLayerAvailability'],
      resources: ['*'],
    }));
    service(stack, vpc);
  },

  // Replies to ephemeral ports are dropped on the way back into the subnets.
  'network-acl'(app) {
    const stack = new cdk.Stack(app, 'Isolated', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', {
      subnetConfiguration: [...isolated, { name: 'endpoints', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }],
    });
    endpoints(vpc, { subnets: { subnetGroupName: 'endpoints' } });
    const acl = new ec2.NetworkAcl(stack, 'Acl', { vpc, subnetSelection: { subnetGroupName: 'isolated' } });
    const all = { cidr: ec2.AclCidr.anyIpv4(), ruleAction: ec2.Action.ALLOW };
    acl.addEntry('Out', { ...all, ruleNumber: 100, traffic: ec2.AclTraffic.allTraffic(), direction: ec2.TrafficDirection.EGRESS });
    acl.addEntry('In', { ...all, ruleNumber: 100, traffic: ec2.AclTraffic.tcpPort(443), direction: ec2.TrafficDirection.INGRESS });
    service(stack, vpc, { vpcSubnets: { subnetGroupName: 'isolated' } });
  },

  exec(app) {
    const stack = new cdk.Stack(app, 'Isolated', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: isolated });
    endpoints(vpc);
    service(stack, vpc, { enableExecuteCommand: true });
  },

  'nat-instance'(app) {
    const stack = new cdk.Stack(app, 'Cheap', { env });
    const vpc = new ec2.Vpc(stack, 'Vpc', {
      natGateways: 1,
      natGatewayProvider: ec2.NatProvider.instanceV2({ instanceType: new ec2.InstanceType('t4g.nano') }),
    });
    service(stack, vpc);
  },

  // Nothing but the parameters is known of the network.
  parameters(app) {
    const stack = new cdk.Stack(app, 'Guest', { env });
    const subnets = new cdk.CfnParameter(stack, 'Subnets', { type: 'List<AWS::EC2::Subnet::Id>' });
    const vpcId = new cdk.CfnParameter(stack, 'VpcId', { type: 'AWS::EC2::VPC::Id' });
    service(stack, ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: vpcId.valueAsString,
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      privateSubnetIds: [cdk.Fn.select(0, subnets.valueAsList), cdk.Fn.select(1, subnets.valueAsList)],
    }));
  },
};

function placed(stack, vpc, taskDefinition) {
  return new ecs.FargateService(stack, 'Service', {
    cluster: new ecs.Cluster(stack, 'Cluster', { vpc }),
    taskDefinition,
  });
}

function mounted(stack, files) {
  const d = definition(stack);
  d.addVolume({ name: 'data', efsVolumeConfiguration: { fileSystemId: files.fileSystemId, transitEncryption: 'ENABLED' } });
  d.defaultContainer.addMountPoints({ containerPath: '/data', sourceVolume: 'data', readOnly: false });
  return d;
}

// keep copies what describes the deployment from one folder to another.
function keep(from, to) {
  fs.mkdirSync(to, { recursive: true });
  for (const name of fs.readdirSync(from)) {
    const file = path.join(from, name);
    if (name.startsWith('assembly-')) keep(file, path.join(to, name));
    else if (name === 'manifest.json') fs.writeFileSync(path.join(to, name), manifest(file));
    else if (/\.(template|assets)\.json$/.test(name)) fs.copyFileSync(file, path.join(to, name));
  }
}

function manifest(file) {
  const m = JSON.parse(fs.readFileSync(file));
  for (const [name, artifact] of Object.entries(m.artifacts)) {
    if (artifact.type === 'cdk:feature-flag-report') delete m.artifacts[name];
  }
  return JSON.stringify(m, null, 2) + '\n';
}

function main(names) {
  for (const name of names.length > 0 ? names : Object.keys(stories)) {
    const scratch = fs.mkdtempSync(path.join(require('os').tmpdir(), 'cdk-'));
    const outdir = path.join(scratch, 'cdk.out');
    const app = new cdk.App({ outdir, context, analyticsReporting: false });
    stories[name](app, scratch);
    app.synth();
    const to = path.join(__dirname, name);
    fs.rmSync(to, { recursive: true, force: true });
    keep(outdir, path.join(to, 'cdk.out'));
    fs.rmSync(scratch, { recursive: true });
  }
}

main(process.argv.slice(2));
